internal import Cancellation
internal import RunModel
internal import Statistics

/// One workload's blocks, one after the other, with what they have shown so far.
struct BlockSeries {
    private let sampled: SampledWorkload
    private var runner: BlockRunner
    private let hostLanes: [Lane]
    private let cancellation: Cancellation
    private let origin: UInt64
    private let seed: UInt64
    private(set) var blockCount = 0
    private(set) var steadyBlockCount = 0
    private var warmUp = WarmUp()
    private var compiler = CompilationWatch()
    /// Before the first judged block.
    private var judgedStart: CompilationWatch.Reading?
    private var compilationShare: Double?
    private var ratios = ControlRatios()
    var hasFailed = false
    var outlastsBudget = false

    init(
        _ sampled: SampledWorkload, plan: SamplingPlan, cancellation: Cancellation, hostLanes: [Lane], origin: UInt64,
        seed: UInt64
    ) {
        self.sampled = sampled
        runner = BlockRunner(plan: plan, cancellation: cancellation)
        self.hostLanes = hostLanes
        self.cancellation = cancellation
        self.origin = origin
        self.seed = seed
    }

    /// Whether another block is to be measured: always up to the plan's least number, then until the intervals are
    /// narrow enough or the time has ended.
    func needsBlocks(_ plan: SamplingPlan, timeIsLeft: Bool) -> Bool {
        guard !hasFailed else { return false }
        if steadyBlockCount < plan.minimumBlocks { return true }
        return timeIsLeft && !isPrecise
    }

    private var isPrecise: Bool {
        sampled.precision.map { ratios.areKnown(to: $0) } ?? false
    }

    /// Whether another block is to be measured before any is judged: as many as tell a trend, then until there is none
    /// and the server has compiled what it runs, or the time has ended.
    mutating func needsWarmUp(_ plan: SamplingPlan, timeIsLeft: Bool) -> Bool {
        guard !hasFailed, plan.warmUpBudget > .zero else { return false }
        if compiler.isDue(at: MonotonicClock.nanoseconds()) { compiler.add(compilation()) }
        if blockCount < WarmUp.window { return true }
        return timeIsLeft && !isStationary
    }

    private var isStationary: Bool { warmUp.isStationary && compiler.isSettled }

    /// Before the first judged block: from here on the server's compiler counts.
    mutating func beginJudging() {
        guard !hasFailed, !compiler.isSilent else { return }
        judgedStart = compilation()
    }

    /// After the last judged block; again, it changes nothing.
    mutating func endJudging() {
        guard let start = judgedStart else { return }
        judgedStart = nil
        guard !hasFailed else { return }
        compilationShare = compilation().flatMap { $0.share(since: start) }
    }

    /// The question takes its time, so the clock is read after the answer.
    private func compilation() -> CompilationWatch.Reading? {
        sampled.workload.compilationNanoseconds().map {
            CompilationWatch.Reading(time: MonotonicClock.nanoseconds(), compiled: $0)
        }
    }

    var outcome: SamplingOutcome {
        SamplingOutcome(
            steadyBlockCount: steadyBlockCount, reachedStationarity: isStationary, reachedPrecision: isPrecise,
            keptBudget: !outlastsBudget, compilationShare: compilationShare)
    }

    /// Chooses how many operations make a turn, on a connection of its own.
    mutating func calibrate() throws {
        var calibrated = runner
        try open { lanes in try calibrated.calibrate(lanes) }
        runner = calibrated
    }

    mutating func next(isSteady: Bool) throws -> Block {
        let index = blockCount
        let (block, lanes) = try open { lanes in
            let recorders = lanes.map { _ in HistogramRecorder() }
            // A block's order follows from the workload's seed and the block's number alone.
            var order = RoundOrder(
                laneCount: lanes.count, generator: SeededGenerator(seed: SeededGenerator.seed(seed, stream: index)))
            try runner.warmUp(lanes, rounds: 2)
            let start = MonotonicClock.nanoseconds()
            let duration = try runner.measure(lanes, into: recorders, order: &order)
            let block = Block(
                index: index, startNanoseconds: start &- origin, durationNanoseconds: duration, isSteady: isSteady,
                measurements: zip(lanes, recorders).map { lane, recorder in
                    Measurement(name: lane.name, role: lane.role, histogram: recorder.snapshot())
                })
            return (block, lanes)
        }
        blockCount += 1
        if isSteady {
            steadyBlockCount += 1
            ratios.add(block, lanes)
        } else {
            warmUp.add(block, lanes)
        }
        return block
    }

    /// On a fresh connection, closed at the end.
    private func open<Result>(_ body: ([Lane]) throws -> Result) throws -> Result {
        try cancellation.check()
        let session = try sampled.workload.openBlock()
        defer { session.close() }
        return try body(session.lanes + hostLanes)
    }
}
