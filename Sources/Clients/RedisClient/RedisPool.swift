internal import Synchronization
public import Transport

/// Connections that are kept for the next request; any thread may borrow one.
public final class RedisPool: Sendable {
    /// A connection that nobody uses.
    ///
    /// Unchecked, because a connection is either in `idle`, behind the lock, or with the one borrower that took it
    /// out; `withConnection` hands it to a closure that cannot keep it past its own return without breaking that.
    private struct Idle: @unchecked Sendable {
        let connection: RedisConnection
    }

    private let url: ConnectionURL
    private let options: TransportOptions
    private let size: Int
    private let idle = Mutex<[Idle]>([])

    /// Connects only when a borrower finds none idle; at most `size` are kept.
    public init(url: ConnectionURL, options: TransportOptions = TransportOptions(), size: Int) {
        self.url = url
        self.options = options
        self.size = size
    }

    /// Lends a connection to `body`; one that failed is closed instead of kept.
    public func withConnection<Value>(_ body: (RedisConnection) throws -> Value) throws -> Value {
        let connection =
            try idle.withLock { $0.popLast() }?.connection ?? RedisConnection(to: url, options: options)
        defer { giveBack(Idle(connection: connection)) }
        return try body(connection)
    }

    private func giveBack(_ borrowed: Idle) {
        let isKept =
            borrowed.connection.isUsable
            && idle.withLock { idle in
                guard idle.count < size else { return false }
                idle.append(borrowed)
                return true
            }
        if !isKept { borrowed.connection.close() }
    }
}
