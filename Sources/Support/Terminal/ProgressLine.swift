import Synchronization

/// One line that is rewritten in place while something lasts.
///
/// Any thread may update it; whoever writes other output on the same terminal calls `clear()` before.
public final class ProgressLine: Sendable {
    private struct State {
        var isShown = false
        var lastWrite: UInt64?
    }

    public let isEnabled: Bool
    private let columns: Int
    private let minimumIntervalNanoseconds: UInt64
    private let now: @Sendable () -> UInt64
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - isEnabled: false for an output that is no terminal: then nothing is ever written.
    ///   - now: monotonic nanoseconds.
    public init(
        isEnabled: Bool, columns: Int, minimumIntervalNanoseconds: UInt64 = 100_000_000,
        now: @escaping @Sendable () -> UInt64, write: @escaping @Sendable (String) -> Void
    ) {
        self.isEnabled = isEnabled
        self.columns = columns
        self.minimumIntervalNanoseconds = minimumIntervalNanoseconds
        self.now = now
        self.write = write
    }

    /// Never shows anything.
    public static var silent: ProgressLine {
        ProgressLine(isEnabled: false, columns: 0, now: { 0 }, write: { _ in })
    }

    deinit { clear() }

    /// Shows `text`, cut to one line; skipped when the last one is younger than the interval.
    public func update(_ text: @autoclosure () -> String) {
        guard isEnabled else { return }
        state.withLock { state in
            let time = now()
            if let last = state.lastWrite, time &- last < minimumIntervalNanoseconds { return }
            state.lastWrite = time
            state.isShown = true
            // The last column stays free: some terminals wrap when it is filled.
            write("\r\(text().replacingControlCharacters().truncated(to: columns - 1))\u{1B}[K")
        }
    }

    /// Leaves an empty line with the cursor at its start; the next update shows at once.
    public func clear() {
        guard isEnabled else { return }
        state.withLock { state in
            guard state.isShown else { return }
            state.isShown = false
            state.lastWrite = nil
            write("\r\u{1B}[K")
        }
    }
}
