public import Cancellation
public import RunModel
internal import Statistics

/// Measures a workload block by block: warm-up until stationary, then blocks until the budget ends.
public struct Sampler {
    /// What a caller may show while it waits.
    public struct Progress: Sendable, Equatable {
        public var isWarmingUp: Bool
        public var blockCount: Int
        /// 0…1 of the time budget of the phase.
        public var fraction: Double
    }

    /// How the sampling ended, beside the blocks themselves.
    public struct Outcome: Sendable, Equatable {
        public var steadyBlockCount: Int
        /// False: the warm-up's time ended before the block values had become stationary.
        public var reachedStationarity: Bool
    }

    private let plan: SamplingPlan
    private let cancellation: Cancellation
    private let hostLanes: [Lane]
    /// Monotonic nanoseconds of the run's start, from which block starts are counted.
    private let origin: UInt64

    public init(plan: SamplingPlan, cancellation: Cancellation, hostLanes: [Lane], origin: UInt64) {
        self.plan = plan
        self.cancellation = cancellation
        self.hostLanes = hostLanes
        self.origin = origin
    }

    /// Hands every finished block to `onBlock` at once; what was handed over survives any later error.
    public func run(
        _ workload: some Workload, onBlock: (Block) throws -> Void, onProgress: (Progress) -> Void = { _ in }
    ) throws -> Outcome {
        var runner = BlockRunner(plan: plan, cancellation: cancellation)
        try open(workload) { lanes in try runner.calibrate(lanes) }

        var index = 0
        var warmUp = WarmUp()
        let warmUpStart = MonotonicClock.nanoseconds()
        while !warmUp.isStationary {
            let elapsed = MonotonicClock.nanoseconds() - warmUpStart
            guard elapsed < plan.warmUpBudget.nanoseconds else { break }
            onProgress(
                Progress(
                    isWarmingUp: true, blockCount: index,
                    fraction: Double(elapsed) / Double(plan.warmUpBudget.nanoseconds)))
            let block = try measureBlock(workload, runner: runner, index: index, isSteady: false)
            warmUp.add(block)
            try onBlock(block)
            index += 1
        }

        let start = MonotonicClock.nanoseconds()
        var steady = 0
        while true {
            let elapsed = MonotonicClock.nanoseconds() - start
            if steady >= plan.minimumBlocks, elapsed >= plan.budget.nanoseconds { break }
            onProgress(
                Progress(
                    isWarmingUp: false, blockCount: steady,
                    fraction: min(1, Double(elapsed) / Double(plan.budget.nanoseconds))))
            try onBlock(try measureBlock(workload, runner: runner, index: index, isSteady: true))
            index += 1
            steady += 1
        }
        return Outcome(steadyBlockCount: steady, reachedStationarity: warmUp.isStationary)
    }

    private func measureBlock(
        _ workload: some Workload, runner: BlockRunner, index: Int, isSteady: Bool
    ) throws -> Block {
        try open(workload) { lanes in
            let recorders = lanes.map { _ in HistogramRecorder() }
            // A block's order follows from the run's seed and the block's number alone.
            var order = RoundOrder(
                laneCount: lanes.count,
                generator: SeededGenerator(seed: plan.seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15))
            try runner.warmUp(lanes, rounds: 2)
            let start = MonotonicClock.nanoseconds()
            let duration = try runner.measure(lanes, into: recorders, order: &order)
            return Block(
                index: index, startNanoseconds: start &- origin, durationNanoseconds: duration, isSteady: isSteady,
                measurements: zip(lanes, recorders).map { lane, recorder in
                    Measurement(name: lane.name, role: lane.role, histogram: recorder.snapshot())
                })
        }
    }

    private func open<Result>(_ workload: some Workload, _ body: ([Lane]) throws -> Result) throws -> Result {
        try cancellation.check()
        let session = try workload.openBlock()
        defer { session.close() }
        return try body(session.lanes + hostLanes)
    }
}
