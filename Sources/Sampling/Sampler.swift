public import Cancellation
public import RunModel
internal import Statistics

/// Measures workloads block by block: each is warmed up until it is stationary, then their blocks alternate until every
/// interval is narrow enough or the time ends.
///
/// The blocks of all workloads alternate, so that each of them sees the weather of the whole run instead of one short
/// window of it: a burst or a ramp becomes scatter between blocks, which the intervals show, instead of a shift of one
/// scenario, which nothing would show.
public struct Sampler {
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

    /// Hands every finished block to the observer at once; what was handed over survives any later error.
    ///
    /// A workload that fails is given up and the others go on. Throws when interrupted, or what the observer throws.
    public func run(
        _ workloads: [SampledWorkload], observer: some SamplingObserver
    ) throws -> [SamplingOutcome] {
        let start = MonotonicClock.nanoseconds()
        let elapsed = { MonotonicClock.nanoseconds() - start }
        let fraction = { min(1, Double(elapsed()) / Double(max(plan.budget.nanoseconds, 1))) }
        var series = workloads.indices.map { index in
            BlockSeries(
                workloads[index], plan: plan, cancellation: cancellation, hostLanes: hostLanes, origin: origin,
                seed: SeededGenerator.seed(plan.seed, stream: index))
        }
        /// Nil when the workload failed, which the observer was told.
        func attempt<Value>(_ index: Int, _ body: (inout BlockSeries) throws -> Value) throws -> Value? {
            do {
                return try body(&series[index])
            } catch {
                try cancellation.check()
                series[index].hasFailed = true
                try observer.failed(error, workload: index)
                return nil
            }
        }

        var generator = SeededGenerator(seed: plan.seed)
        func measure(_ wanted: [Int], isSteady: Bool) throws {
            for index in wanted.shuffled(using: &generator) {
                observer.progressed(
                    SamplingProgress(
                        workload: index, isWarmingUp: !isSteady,
                        blockCount: isSteady ? series[index].steadyBlockCount : series[index].blockCount,
                        fraction: fraction()))
                guard let block = try attempt(index, { try $0.next(isSteady: isSteady) }) else { continue }
                try observer.finished(block, of: index)
            }
        }
        func calibrate() throws {
            for index in series.indices where !series[index].hasFailed { _ = try attempt(index) { try $0.calibrate() } }
        }

        try calibrate()
        // Warm-ups leave half of the time for what is judged. In turn: two servers that are held against each other
        // become equally warm.
        let warmUpEnd = min(plan.warmUpBudget.nanoseconds, plan.budget.nanoseconds / 2)
        while true {
            let cold = series.indices.filter { series[$0].needsWarmUp(plan, timeIsLeft: elapsed() < warmUpEnd) }
            guard !cold.isEmpty else { break }
            try measure(cold, isSteady: false)
        }
        // What was long before a JIT had compiled it may be short now.
        try calibrate()

        for index in series.indices { series[index].beginJudging() }
        while true {
            let timeIsLeft = elapsed() < plan.budget.nanoseconds
            let wanted = series.indices.filter { series[$0].needsBlocks(plan, timeIsLeft: timeIsLeft) }
            for index in series.indices where !wanted.contains(index) { series[index].endJudging() }
            guard !wanted.isEmpty else { break }
            if !timeIsLeft { for index in wanted { series[index].outlastsBudget = true } }
            try measure(wanted, isSteady: true)
        }
        return series.map(\.outcome)
    }
}

/// A workload with how narrow its intervals have to become before its blocks may end early.
public struct SampledWorkload {
    public var workload: any Workload
    /// Half-width of the 95 % interval of each variant's log ratio to the control; nil: blocks until the time ends.
    public var precision: Double?

    public init(_ workload: any Workload, precision: Double?) {
        self.workload = workload
        self.precision = precision
    }
}

/// Who is told what happens, on the sampling thread; `index` is the workload's place in the call.
public protocol SamplingObserver: AnyObject {
    /// An error ends the whole sampling.
    func finished(_ block: Block, of index: Int) throws
    func failed(_ error: any Error, workload index: Int) throws
    func progressed(_ progress: SamplingProgress)
}

/// What a caller may show while it waits.
public struct SamplingProgress: Sendable, Equatable {
    public var workload: Int
    public var isWarmingUp: Bool
    public var blockCount: Int
    /// 0…1 of the time budget of all workloads.
    public var fraction: Double
}

/// How the sampling of one workload ended, beside the blocks themselves.
public struct SamplingOutcome: Sendable, Equatable {
    public var steadyBlockCount: Int
    /// False: the warm-up's time ended before the block values had become stationary.
    public var reachedStationarity: Bool
    /// False: the time ended before the intervals were as narrow as asked for.
    public var reachedPrecision: Bool
    /// False: the time ended before the plan's least number of blocks was measured, so that it took longer.
    public var keptBudget: Bool
    /// Of the time from the first judged block to the last, how much the server's just-in-time compiler worked; nil: it does not say.
    public var compilationShare: Double?
}
