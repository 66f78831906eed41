internal import RunModel

/// Whether a server's just-in-time compiler has settled.
///
/// What it compiles becomes faster by itself, in steps that no test for a trend foresees: a query may be compiled once
/// more after it has been equally fast ten thousand times. But a server on a JVM counts how long its compiler worked.
struct CompilationWatch {
    /// Monotonic nanoseconds over which the compiler is watched at least.
    static let window: UInt64 = 1_000_000_000

    struct Reading {
        /// Monotonic nanoseconds.
        var time: UInt64
        /// Nanoseconds that the compiler has worked by then.
        var compiled: UInt64

        /// 1 for a compiler that always worked; nil when the server was started anew meanwhile, or no time has gone by.
        func share(since start: Reading) -> Double? {
            guard time > start.time, compiled >= start.compiled else { return nil }
            return Double(compiled - start.compiled) / Double(time - start.time)
        }
    }

    /// At the beginning of the window.
    private var start: Reading?
    /// Of the last whole window.
    private var share: Double?
    /// The server does not say.
    private(set) var isSilent = false

    /// - Parameter reading: nil: the server does not say.
    mutating func add(_ reading: Reading?) {
        guard let reading else {
            isSilent = true
            return
        }
        guard let start, reading.compiled >= start.compiled else {
            self.start = reading
            return
        }
        guard reading.time - start.time >= Self.window else { return }
        share = reading.share(since: start)
        self.start = reading
    }

    /// When the next reading says something.
    func isDue(at time: UInt64) -> Bool {
        !isSilent && start.map { time - $0.time >= Self.window } ?? true
    }

    /// Of a server that never said anything, nothing else can be thought.
    var isSettled: Bool { share.map { $0 <= ScenarioResult.settledCompilationShare } ?? isSilent }
}
