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
struct Measurement {
    var scenarios: [any Scenario]
    var settings: Settings
    var servers: Servers
    var tags: [String]
    var seed: UInt64
    var history: HistoryOptions

    /// Measures everything and returns what is stored of it.
    ///
    /// A scenario that cannot be measured is kept with its reason, and the others go on. An interruption ends the run,
    /// which is kept and marked. Throws only when nothing can be stored, or when the run cannot even begin.
    func run(in context: Context) throws -> Run {
        // Whatever is wrong with the history is said before anything is measured.
        let history = try self.history.openOrCreate()
        let origin = MonotonicClock.nanoseconds()
        let fingerprint = try Fingerprints.current(servers, settings: settings, cancellation: context.cancellation)
        let recorder = try RunRecorder(
            Run(startedAt: Date(), tags: tags, fingerprint: fingerprint, seed: seed), in: history,
            progress: context.progress)
        do {
            try measure(recorder, origin: origin, in: context)
            try recorder.finish()
        } catch let error as Interrupted {
            try recorder.interrupt(error)
        } catch {
            context.progress.clear()
            try? recorder.fail(error)
            throw error
        }
        context.progress.clear()
        return try history.load(recorder.number)
    }

    private func measure(_ recorder: RunRecorder, origin: UInt64, in context: Context) throws {
        let cancellation = context.cancellation
        let scenarioContext = ScenarioContext(
            settings: settings.scenarios, redis: servers.redis, graph: servers.graph,
            transport: TransportOptions(cancellation: cancellation))
        var workloads: [SampledWorkload] = []
        for scenario in scenarios {
            context.progress.update("\(scenario.id): looking at the data")
            do {
                let prepared = try scenario.prepare(scenarioContext)
                try recorder.add(prepared.result)
                workloads.append(
                    SampledWorkload(prepared, precision: settings.margins.margin(for: scenario.id, quantile: 0.5) / 2))
            } catch let error as HistoryError {
                throw error
            } catch {
                try cancellation.check()
                try recorder.add(scenario, refusedBecause: error)
            }
        }
        guard !workloads.isEmpty else { return }
        let echo = try LoopbackEcho()
        let sampler = Sampler(
            plan: SamplingPlan(settings.measure, seed: seed), cancellation: cancellation,
            hostLanes: [HostControl.cpuLane(), echo.lane()], origin: origin)
        try recorder.outcomes(try sampler.run(workloads, observer: recorder))
    }
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
        scenarios.map { summarize($0, targets: settings.targets, margins: settings.margins.rule) }
    }
}

extension Configuration.Margins {
    /// As the judgement takes it.
    var rule: MarginRule { { margin(for: $0, quantile: $1) } }
}
