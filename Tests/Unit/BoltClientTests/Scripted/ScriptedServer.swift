import Glibc
import LoopbackServers
import Synchronization
import Transport

@testable import BoltClient

/// A graph server of one connection that plays a script and keeps what it was sent.
///
/// After the last step it listens until the client closes; with `hangUp` it closes at once.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        /// Waits for so many bytes that are not in a message yet: the handshake's.
        case bytes(Int)
        /// Waits for so many messages.
        case requests(Int)
        case send([UInt8])
        /// One byte a packet.
        case trickle([UInt8])
        case hangUp
    }

    struct Received: Sendable {
        var handshake: [UInt8] = []
        var requests: [BoltStructure] = []

        var tags: [UInt8] { requests.map(\.tag) }
    }

    private let server: LoopbackServer
    private let log: Log

    private final class Log: Sendable {
        let received = Mutex(Received())
    }

    init(_ steps: [Step]) {
        let log = Log()
        self.log = log
        server = LoopbackServer { peer in
            Self.play(steps, Peer(descriptor: peer), log.received)
        }
    }

    /// A server that has agreed on `version` and accepted the login, before `steps`.
    convenience init(_ version: BoltVersion, _ steps: [Step]) {
        let login: [Step] =
            version >= BoltVersion(5, 1)
            ? [
                .requests(2),
                .send(Say.success(["server": "Neo4j/5.26.0", "connection_id": "bolt-1"]) + Say.success()),
            ]
            : [.requests(1), .send(Say.success(["server": "Neo4j/4.4.0", "connection_id": "bolt-1"]))]
        self.init([.bytes(20), .send([0, 0, version.minor, version.major])] + login + steps)
    }

    var url: ConnectionURL {
        var url = ConnectionURL(scheme: .bolt, host: "127.0.0.1", port: server.port)
        url.username = "neo4j"
        url.password = "s3cret"
        return url
    }

    var address: String { url.address }

    func connect(_ options: TransportOptions = .patient) throws -> BoltConnection {
        try BoltConnection(url: url, options: options)
    }

    /// Everything that was sent; the client must have closed.
    func received() -> Received {
        server.waitUntilOver()
        return log.received.withLock { $0 }
    }

    private static func play(_ steps: [Step], _ peer: Peer, _ log: borrowing Mutex<Received>) {
        for step in steps {
            switch step {
            case .bytes(let count):
                guard let bytes = peer.read(count) else { return }
                log.withLock { $0.handshake += bytes }
            case .requests(let count):
                for _ in 0..<count {
                    guard let request = peer.request() else { return }
                    log.withLock { $0.requests.append(request) }
                }
            case .send(let bytes): peer.send(bytes)
            case .trickle(let bytes):
                for byte in bytes { peer.send([byte]) }
            case .hangUp: return
            }
        }
        while let request = peer.request() {
            log.withLock { $0.requests.append(request) }
        }
    }
}

/// The server's end of the connection.
private struct Peer {
    let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Nil when the client has gone before.
    func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let received = bytes.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress! + filled, count - filled, 0)
            }
            guard received > 0 else { return nil }
            filled += received
        }
        return bytes
    }

    func request() -> BoltStructure? {
        var message: [UInt8] = []
        while let head = read(2) {
            let size = Int(head[0]) << 8 | Int(head[1])
            if size == 0 { break }
            guard let chunk = read(size) else { return nil }
            message += chunk
        }
        guard message.count >= 2, let fields = try? Codec.decode([0xB0 | message[0] & 0x0F, 0x7F] + message[2...]),
            case .structure(let structure) = fields
        else { return nil }
        return BoltStructure(tag: message[1], fields: structure.fields)
    }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }
}

/// What servers say, in one chunk each.
enum Say {
    static let noop: [UInt8] = [0, 0]
    static let ignored = message(0x7E)

    static func success(_ metadata: [String: BoltValue] = [:]) -> [UInt8] {
        message(0x70, .dictionary(metadata))
    }

    static func record(_ values: BoltValue...) -> [UInt8] {
        message(0x71, .list(values))
    }

    static func failure(_ code: String, _ text: String = "It failed.") -> [UInt8] {
        message(0x7F, ["code": .string(code), "message": .string(text)])
    }

    static func message(_ tag: UInt8, _ fields: BoltValue...) -> [UInt8] {
        chunked([Codec.encode(.structure(BoltStructure(tag: tag, fields: fields)))])
    }

    /// One message in these chunks.
    static func chunked(_ chunks: [[UInt8]]) -> [UInt8] {
        chunks.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 } + [0, 0]
    }

    /// RUN and PULL answered: one column `n` with `values`.
    static func result(_ values: BoltValue...) -> [UInt8] {
        success(["fields": ["n"]]) + values.flatMap { record($0) } + success(["type": "r"])
    }
}

extension TransportOptions {
    /// Longer than any stall of a loaded machine.
    static let patient = TransportOptions(connectTimeout: .seconds(30), operationTimeout: .seconds(60))
}
