import Cancellation
import Glibc
import Synchronization
import Testing
import Transport

/// A loopback server on a thread: accepts one connection and hands it to `serve`.
final class LoopbackServer: Sendable {
    let port: Int
    private let listener: Int32
    private let accepted = Accepted()

    private final class Accepted: Sendable {
        let flag = Atomic<Bool>(false)
    }

    init(serve: @escaping @Sendable (Int32) -> Void) {
        let (listener, port) = bindLoopback()
        listen(listener, 4)
        self.listener = listener
        self.port = port
        spawn { [accepted] in
            let peer = accept(listener, nil, nil)
            guard peer >= 0 else { return }
            accepted.flag.store(true, ordering: .releasing)
            serve(peer)
            close(peer)
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Returns once the server holds the connection: one that still waits in the backlog when the server goes away
    /// would be reset.
    func connect(scheme: ConnectionURL.Scheme = .redis, options: TransportOptions = .quick) throws -> ByteStream {
        let url = ConnectionURL(scheme: scheme, host: "127.0.0.1", port: port)
        let stream = try ByteStream.connect(to: url, options: options)
        while !accepted.flag.load(ordering: .acquiring) { usleep(1000) }
        return stream
    }
}

/// A TCP socket bound to a free loopback port.
private func bindLoopback() -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            _ = bind(descriptor, $0, length)
            _ = getsockname(descriptor, $0, &length)
        }
    }
    return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
}

/// Runs `body` on a detached thread of its own.
private func spawn(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        {
            Unmanaged<Box>.fromOpaque($0!).takeRetainedValue().body()
            return nil
        }, Unmanaged.passRetained(Box(body)).toOpaque())
    pthread_detach(thread)
}

extension TransportOptions {
    static let quick = TransportOptions(connectTimeout: .seconds(2), operationTimeout: .milliseconds(300))
}

@Suite struct ByteStreamTests {
    @Test func bytesGoThereAndBack() throws {
        let server = LoopbackServer { peer in
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = recv(peer, &buffer, buffer.count, 0)
                guard count > 0 else { return }
                var sent = 0
                while sent < count { sent += send(peer, Array(buffer[sent..<count]), count - sent, 0) }
            }
        }
        let stream = try server.connect()
        let message = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        try message.withUnsafeBytes { try stream.write($0) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while received.count < message.count {
            let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
            received += buffer[..<count]
        }
        #expect(received == message)
        #expect(stream.bytesSent == 100_000)
        #expect(stream.bytesReceived == 100_000)
    }

    @Test func aPeerThatClosesIsTold() throws {
        let server = LoopbackServer { _ in }
        let stream = try server.connect()
        #expect(cause { try read(stream) } == .closedByPeer)
    }

    @Test func aPeerThatResetsIsTold() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
            var abort = linger(l_onoff: 1, l_linger: 0)
            setsockopt(peer, SOL_SOCKET, SO_LINGER, &abort, socklen_t(MemoryLayout<linger>.size))
        }
        let stream = try server.connect()
        try [UInt8(1)].withUnsafeBytes { try stream.write($0) }
        #expect(cause { try read(stream) } == .reset)
    }

    @Test func aStalledPeerRunsIntoTheDeadline() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
        }
        let stream = try server.connect()
        #expect(cause { try read(stream) } == .timedOut(.read, after: .milliseconds(300)))
    }

    @Test func aPeerThatNeverReadsRunsIntoTheDeadlineOfWriting() throws {
        let server = LoopbackServer { peer in
            // Holds the connection open without reading until the client has given up.
            var poller = pollfd(fd: peer, events: 0, revents: 0)
            poll(&poller, 1, 60_000)
        }
        let stream = try server.connect()
        let chunk = [UInt8](repeating: 0, count: 1 << 20)
        let failure: TransportError.Cause? = cause {
            for _ in 0..<64 { try chunk.withUnsafeBytes { try stream.write($0) } }
        }
        #expect(failure == .timedOut(.write, after: .milliseconds(300)))
    }

    @Test func nobodyListeningIsRefused() throws {
        // Bound and not listening: refuses, and no other test can be given its port meanwhile.
        let (reserved, port) = bindLoopback()
        defer { close(reserved) }
        let url = ConnectionURL(scheme: .redis, host: "127.0.0.1", port: port)
        #expect(cause { _ = try ByteStream.connect(to: url, options: .quick) } == .refused)
        #expect(
            TransportError(address: url.address, cause: .refused).description
                == "Cannot connect to redis://127.0.0.1:\(port): connection refused; is the server running?")
    }

    @Test func anUnknownHostAndAMissingSocketAreNamed() throws {
        let host = cause { _ = try ByteStream.connect(to: ConnectionURL("redis://nobody.invalid"), options: .quick) }
        guard case .nameResolution = host else {
            Issue.record("got \(String(describing: host))")
            return
        }
        let path = cause { _ = try ByteStream.connect(to: ConnectionURL("unix:///nonexistent/r.sock")) }
        #expect(path == .socketPath(reason: "No such file or directory"))
    }

    @Test func cancellationEndsAWaitLongBeforeItsDeadline() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
        }
        let cancellation = Cancellation()
        let stream = try server.connect(
            options: TransportOptions(operationTimeout: .seconds(600), cancellation: cancellation))
        cancellation.cancel(signal: SIGINT)
        #expect(cause { try read(stream) } == .interrupted(signal: SIGINT))
    }

    @Test func plainBytesAreNoTLS() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
            _ = send(peer, "-ERR not TLS at all\r\n", 21, Int32(MSG_NOSIGNAL))
            _ = recv(peer, &byte, 1, 0)
        }
        let patient = TransportOptions(operationTimeout: .seconds(60))
        let failure = cause { _ = try server.connect(scheme: .rediss, options: patient) }
        guard case .tls = failure else {
            Issue.record("got \(String(describing: failure))")
            return
        }
    }

    @Test func aStalledHandshakeRunsIntoTheDeadline() throws {
        let server = LoopbackServer { peer in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while recv(peer, &buffer, buffer.count, 0) > 0 {}
        }
        #expect(
            cause { _ = try server.connect(scheme: .rediss) } == .timedOut(.handshake, after: .milliseconds(300)))
    }

    private func read(_ stream: ByteStream) throws {
        var buffer = [UInt8](repeating: 0, count: 16)
        _ = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
    }

    private func cause(_ body: () throws -> Void) -> TransportError.Cause? {
        do {
            try body()
            return nil
        } catch {
            return (error as? TransportError)?.cause
        }
    }
}
