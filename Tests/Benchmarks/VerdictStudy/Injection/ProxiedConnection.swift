import Glibc
import Sampling
import Synchronization

/// One client and its own connection to the server, on one thread.
struct ProxiedConnection {
    private let client: Int32
    private let server: Int32
    private let holds: Holds
    private let buffer: UnsafeMutableRawBufferPointer
    /// The request whose reply is stretched.
    private var held: (since: UInt64, share: Double)?
    private var hasReply = false
    private var isGreeted = false
    private var waiting: [Waiting] = []

    /// Bytes of a reply that came, and when they may go on.
    private struct Waiting {
        var release: UInt64
        var bytes: [UInt8]
    }

    /// Longer than any query here takes: a server that hangs must not keep the thread.
    private static let longestHoldNanoseconds = 2e9

    init(client: Int32, server: Int32, holds: Holds) {
        self.client = client
        self.server = server
        self.holds = holds
        buffer = .allocate(byteCount: 128 * 1024, alignment: 16)
    }

    /// Returns when either side has closed, or when `isEnding`; closes both.
    mutating func run(until isEnding: borrowing Atomic<Bool>) {
        defer {
            close(client)
            close(server)
            buffer.deallocate()
        }
        var states = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while !isEnding.load(ordering: .relaxed) {
            // What waits is spun for: a sleep ends late by what a wake-up costs on a busy machine, which is no share of
            // anything.
            if poll(&states, 2, waiting.isEmpty ? 200 : 0) > 0 {
                if states[1].revents != 0, !takeReply() { return }
                if states[0].revents != 0, !passRequest() { return }
            }
            guard passWaiting() else { return }
        }
    }

    private mutating func passRequest() -> Bool {
        let count = Sockets.receive(client, buffer)
        guard count > 0 else { return false }
        let request = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        let share = holds.share(for: request, isGreeted: isGreeted)
        isGreeted = isGreeted || SlowedRequest.isGreeting(request)
        if let share {
            held = (MonotonicClock.nanoseconds(), share)
        } else if hasReply {
            // Before the first reply it would be the rest of a long request.
            held = nil
        }
        hasReply = false
        return Sockets.sendAll(server, request)
    }

    /// The whole reply is stretched, not its first bytes alone: Neo4j answers RUN before it works.
    private mutating func takeReply() -> Bool {
        let count = Sockets.receive(server, buffer)
        guard count > 0 else { return false }
        hasReply = true
        let reply = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        let (since, share) = held ?? (0, 0)
        guard share > 0 || !waiting.isEmpty else { return Sockets.sendAll(client, reply) }
        let now = MonotonicClock.nanoseconds()
        let hold = min(share * Double(now - since), Self.longestHoldNanoseconds)
        waiting.append(Waiting(release: now + UInt64(hold), bytes: Array(reply)))
        return true
    }

    private mutating func passWaiting() -> Bool {
        while let first = waiting.first, first.release <= MonotonicClock.nanoseconds() {
            waiting.removeFirst()
            guard first.bytes.withUnsafeBytes({ Sockets.sendAll(client, $0) }) else { return false }
        }
        return true
    }
}
