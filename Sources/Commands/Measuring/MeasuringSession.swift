internal import Cancellation
internal import Configuration
internal import FoundationEssentials
internal import History
internal import RunModel
internal import Sampling
internal import Scenarios
internal import Terminal
internal import Transport
internal import Verdicts

/// One invocation that measures: scenarios on servers, every finished block into the history at once.
struct MeasuringSession {
    /// The servers of one run.
    struct Side {
        var servers: Servers
        var origin = Run.Origin.measure
        var tags: [String] = []
    }

    var scenarios: [any Scenario]
    var settings: Settings
    /// One, or two whose blocks alternate, so that both see the same weather.
    var sides: [Side]
    var seed: UInt64
    /// Opened before any server is started: whatever is wrong with it is said first.
    var history: HistoryStore

    /// Measures everything and returns what is stored of it, a run a side.
    ///
    /// A scenario that cannot be measured is kept with its reason, and the others go on. An interruption ends the runs,
    /// which are kept and marked. Throws only when nothing can be stored, or when the runs cannot even begin.
    func run(in context: Context) throws -> [Run] {
        let origin = MonotonicClock.nanoseconds()
        var recorders: [RunRecorder] = []
        defer { context.progress.clear() }
        do {
            for side in sides { recorders.append(try begin(side, in: context)) }
            try measure(recorders, origin: origin, in: context)
            for recorder in recorders { try recorder.finish() }
        } catch let error as Interrupted {
            for recorder in recorders { try recorder.interrupt(error) }
            guard recorders.count == sides.count else { throw error }
        } catch {
            for recorder in recorders { try? recorder.fail(error) }
            throw error
        }
        return try recorders.map { try history.load($0.number) }
    }

    private func begin(_ side: Side, in context: Context) throws -> RunRecorder {
        try RunRecorder(
            Run(
                startedAt: Date(), origin: side.origin, tags: side.tags,
                fingerprint: Fingerprints.current(
                    side.servers, settings: settings, cancellation: context.cancellation),
                seed: seed),
            in: history)
    }

    private func measure(_ recorders: [RunRecorder], origin: UInt64, in context: Context) throws {
        let observer = MeasurementObserver(progress: context.progress)
        var workloads: [SampledWorkload] = []
        for scenario in scenarios {
            context.progress.update("\(scenario.id): looking at the data")
            let attempts = try sides.map { try prepare(scenario, $0, in: context) }
            // One side alone could be held against nothing.
            if attempts.contains(where: { $0.failure != nil }) {
                for (attempt, recorder) in zip(attempts, recorders) {
                    try recorder.add(scenario, refusedBecause: attempt.failure ?? OtherSideFailed())
                }
                continue
            }
            for (attempt, recorder) in zip(attempts, recorders) {
                let prepared = try attempt.get()
                observer.add(try recorder.add(prepared.result), of: recorder)
                workloads.append(
                    SampledWorkload(prepared, precision: settings.margins.margin(for: scenario.id, quantile: 0.5) / 4))
            }
        }
        guard !workloads.isEmpty else { return }
        let echo = try LoopbackEcho()
        let sampler = Sampler(
            plan: SamplingPlan(settings.measure, seed: seed), cancellation: context.cancellation,
            hostLanes: [HostControl.cpuLane(), echo.lane()], origin: origin)
        try observer.ended(try sampler.run(workloads, observer: observer))
    }

    /// The scenario on one side's servers, or why it cannot be measured there.
    ///
    /// - Throws: `Interrupted`.
    private func prepare(
        _ scenario: any Scenario, _ side: Side, in context: Context
    ) throws -> Result<any PreparedScenario, any Error> {
        let result = Result {
            try scenario.prepare(
                ScenarioContext(
                    settings: settings.scenarios, redis: side.servers.redis, graph: side.servers.graph,
                    transport: TransportOptions(cancellation: context.cancellation)))
        }
        if result.failure != nil { try context.cancellation.check() }
        return result
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}

/// Why a side was not measured although it could have been.
private struct OtherSideFailed: Error, CustomStringConvertible {
    let description = "It could not be measured on the other server, and one side alone compares nothing."
}

extension SamplingPlan {
    init(_ settings: MeasureSettings, seed: UInt64) {
        self.init(
            budget: settings.timeBudget, warmUpBudget: settings.warmUp, blockDuration: settings.block,
            minimumBlocks: settings.minimumBlocks, seed: seed)
    }
}

extension Run {
    /// What people and machines read of the run.
    func summaries(_ settings: Settings) -> [ScenarioSummary] {
        scenarios.map { summarize($0, targets: settings.targets, margins: settings.margins) }
    }
}
