internal import RunModel

/// Whether a server's just-in-time compiler has settled.
///
/// What it compiles becomes faster by itself, in steps that no test for a trend foresees: a query may be compiled once
/// more after it has been equally fast ten thousand times. But a server on a JVM counts how long its compiler worked.
struct CompilationWatch {
    /// Monotonic nanoseconds over which the compiler is watched at least.
    static let window: UInt64 = 1_000_000_000

    private struct Reading {
        var time: UInt64
        var compiled: UInt64
    }

    /// At the beginning of the window.
    private var start: Reading?
    /// Of the last whole window, 1 for a compiler that always worked.
    private var share: Double?
    /// The server does not say.
    private(set) var isSilent = false

    /// - Parameters:
    ///   - time: monotonic nanoseconds.
    ///   - compiled: nanoseconds that the compiler has worked by then; nil: the server does not say.
    mutating func add(compiled: UInt64?, at time: UInt64) {
        guard let compiled else {
            isSilent = true
            return
        }
        let reading = Reading(time: time, compiled: compiled)
        guard let start else {
            start = reading
            return
        }
        guard time &- start.time >= Self.window else { return }
        share = Double(compiled &- start.compiled) / Double(time &- start.time)
        self.start = reading
    }

    /// When the next reading says something.
    func isDue(at time: UInt64) -> Bool {
        !isSilent && start.map { time &- $0.time >= Self.window } ?? true
    }

    /// Of a server that does not say, nothing else can be thought.
    var isSettled: Bool { isSilent || share.map { $0 <= ScenarioResult.settledCompilationShare } ?? false }
}
