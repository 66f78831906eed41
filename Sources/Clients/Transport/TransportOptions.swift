public import Cancellation

/// How long a stream waits, and what ends its waits early.
public struct TransportOptions: Sendable {
    /// Name resolution apart: the C library gives it no deadline of ours.
    public var connectTimeout: Duration
    /// For one write, or one read, whichever waits.
    public var operationTimeout: Duration
    public var cancellation: Cancellation?

    public init(
        connectTimeout: Duration = .seconds(5), operationTimeout: Duration = .seconds(30),
        cancellation: Cancellation? = nil
    ) {
        self.connectTimeout = connectTimeout
        self.operationTimeout = operationTimeout
        self.cancellation = cancellation
    }
}
