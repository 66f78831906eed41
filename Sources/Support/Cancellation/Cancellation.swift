internal import Synchronization

/// A flag that a signal handler sets and every wait looks at.
///
/// One instance is made by `main` and handed down; nothing below it is global. Raising it is
/// async-signal-safe (one atomic store), so a handler may do it.
public final class Cancellation: Sendable {
    private let reason = Atomic<Int32>(0)

    public init() {}

    /// Asks everything that waits to stop. `signal` is the number that caused it, e.g. `SIGINT`.
    public func cancel(signal: Int32) {
        _ = reason.compareExchange(expected: 0, desired: signal, ordering: .releasing)
    }

    public var isCancelled: Bool { reason.load(ordering: .acquiring) != 0 }

    /// The signal that asked first, nil while nothing did.
    public var signal: Int32? {
        let value = reason.load(ordering: .acquiring)
        return value == 0 ? nil : value
    }

    /// Throws once `cancel` was called.
    public func check() throws(Interrupted) {
        if let signal { throw Interrupted(signal: signal) }
    }
}

/// Thrown out of a wait or a loop because the user interrupted the program.
public struct Interrupted: Error, Equatable, Sendable, CustomStringConvertible {
    public let signal: Int32

    public var description: String { "Interrupted by signal \(signal)." }

    public init(signal: Int32) {
        self.signal = signal
    }
}
