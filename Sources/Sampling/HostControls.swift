internal import Glibc
public import RunModel

/// Work that touches no server, so that a change of the machine is told from a change of the server.
public enum HostControl {
    public static let cpuName = "host.cpu"
    public static let loopbackName = Measurement.loopbackControl

    /// A fixed number of dependent integer operations: the speed of one core, nothing else.
    public static func cpuLane() -> Lane {
        // Held by the closure, so that the optimiser can neither drop nor precompute the loop.
        let state = SpinState()
        return Lane(name: cpuName, role: .hostControl) { state.spin() }
    }
}

private final class SpinState {
    private var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// About 20 µs of xorshift steps, each waiting for the one before.
    @inline(never)
    func spin() {
        var x = value
        for _ in 0..<10_000 {
            x ^= x << 13
            x ^= x >> 7
            x ^= x << 17
        }
        value = x
    }
}

/// One byte there and back over TCP loopback to a thread of ours: scheduler and network stack, no server.
public final class LoopbackEcho {
    private let descriptor: Int32
    private let thread: pthread_t

    public struct Failure: Error, CustomStringConvertible {
        public let call: String
        public let code: Int32
        public var description: String {
            "Cannot set up the loopback control (\(call): \(String(cString: strerror(code)))); is 127.0.0.1 up?"
        }
    }

    public init() throws(Failure) {
        let listener = try Self.check("socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try Self.check("bind", Self.with(&address) { bind(listener, $0, length) })
        try Self.check("listen", listen(listener, 1))
        try Self.check("getsockname", Self.with(&address) { getsockname(listener, $0, &length) })
        let client = try Self.check("socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        do throws(Failure) {
            try Self.check("connect", Self.with(&address) { connect(client, $0, length) })
            let peer = try Self.check("accept", accept(listener, nil, nil))
            Self.disableDelay(client)
            Self.disableDelay(peer)
            thread = try Self.startEcho(peer)
        } catch {
            close(client)
            throw error
        }
        descriptor = client
    }

    deinit {
        // The peer reads end of file, leaves its loop and closes its own side.
        close(descriptor)
        pthread_join(thread, nil)
    }

    /// A host control, or a lane that is judged itself.
    public func lane(name: String = HostControl.loopbackName, role: Measurement.Role = .hostControl) -> Lane {
        return Lane(name: name, role: role) { [self] in try roundTrip() }
    }

    private func roundTrip() throws {
        var byte: UInt8 = 1
        guard send(descriptor, &byte, 1, Int32(MSG_NOSIGNAL)) == 1 else {
            throw Failure(call: "send", code: errno)
        }
        var received = recv(descriptor, &byte, 1, 0)
        while received < 0, errno == EINTR { received = recv(descriptor, &byte, 1, 0) }
        guard received == 1 else { throw Failure(call: "recv", code: errno) }
    }

    private static func startEcho(_ peer: Int32) throws(Failure) -> pthread_t {
        var thread = pthread_t()
        // The descriptor travels as the pointer's bits; the thread owns and closes it.
        let code = pthread_create(
            &thread, nil,
            { argument in
                let peer = Int32(Int(bitPattern: argument))
                var byte: UInt8 = 0
                while true {
                    let count = recv(peer, &byte, 1, 0)
                    if count < 0, errno == EINTR { continue }
                    guard count == 1, send(peer, &byte, 1, Int32(MSG_NOSIGNAL)) == 1 else { break }
                }
                close(peer)
                return nil
            }, UnsafeMutableRawPointer(bitPattern: Int(peer)))
        guard code == 0 else {
            close(peer)
            throw Failure(call: "pthread_create", code: code)
        }
        return thread
    }

    private static func disableDelay(_ descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    @discardableResult
    private static func check(_ call: String, _ result: Int32) throws(Failure) -> Int32 {
        guard result >= 0 else { throw Failure(call: call, code: errno) }
        return result
    }

    private static func with(_ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Int32) -> Int32 {
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
