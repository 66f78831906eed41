import Glibc
import Synchronization

/// A loopback server on a thread: accepts one connection and hands it to `serve`.
public final class LoopbackServer: Sendable {
    public let port: Int
    private let listener: Int32
    private let state = State()

    private final class State: Sendable {
        let isAccepted = Atomic<Bool>(false)
        let isOver = Atomic<Bool>(false)
    }

    public init(serve: @escaping @Sendable (Int32) -> Void) {
        let (listener, port) = bindLoopback()
        listen(listener, 4)
        self.listener = listener
        self.port = port
        spawn { [state] in
            defer { state.isOver.store(true, ordering: .releasing) }
            let peer = accept(listener, nil, nil)
            guard peer >= 0 else { return }
            state.isAccepted.store(true, ordering: .releasing)
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
    public func waitUntilAccepted() {
        while !state.isAccepted.load(ordering: .acquiring) { usleep(1000) }
    }

    /// Returns once `serve` has returned and the connection is closed.
    public func waitUntilOver() {
        while !state.isOver.load(ordering: .acquiring) { usleep(1000) }
    }
}

/// A TCP socket bound to a free loopback port.
public func bindLoopback() -> (descriptor: Int32, port: Int) {
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
