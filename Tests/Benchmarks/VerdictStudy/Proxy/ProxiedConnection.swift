import Glibc
import Sampling
import Synchronization

/// One client and its own connection to the server, on one thread.
struct ProxiedConnection {
    let client: Int32
    let server: Int32
    let holds: Holds
    /// A request that still waits for its first reply byte.
    private var waiting: (since: UInt64, share: Double)?
    private var isGreeted = false

    /// Longer than any query here takes: a server that hangs must not keep the thread.
    private static let longestHold: Double = 2e9

    init(client: Int32, server: Int32, holds: Holds) {
        self.client = client
        self.server = server
        self.holds = holds
    }

    /// Returns when either side has closed, or when `isEnding`; closes both.
    mutating func run(until isEnding: borrowing Atomic<Bool>) {
        defer {
            close(client)
            close(server)
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 * 1024, alignment: 16)
        defer { buffer.deallocate() }
        var states = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while !isEnding.load(ordering: .relaxed) {
            guard poll(&states, 2, 200) > 0 else { continue }
            if states[1].revents != 0, !passReply(buffer) { return }
            if states[0].revents != 0, !passRequest(buffer) { return }
        }
    }

    private mutating func passRequest(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
        let count = Sockets.receive(client, buffer)
        guard count > 0 else { return false }
        let request = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        let share = holds.share(for: request, isGreeted: isGreeted)
        isGreeted = isGreeted || HeldRequest.isGreeting(request)
        if waiting == nil, let share { waiting = (MonotonicClock.nanoseconds(), share) }
        return Sockets.sendAll(server, request)
    }

    private mutating func passReply(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
        let count = Sockets.receive(server, buffer)
        guard count > 0 else { return false }
        if let (since, share) = waiting {
            waiting = nil
            let now = MonotonicClock.nanoseconds()
            let end = now + UInt64(min(share * Double(now - since), Self.longestHold))
            while MonotonicClock.nanoseconds() < end {}
        }
        return Sockets.sendAll(client, UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
}
