internal import Cancellation
internal import History
internal import RunModel
internal import Sampling
internal import Scenarios
internal import Terminal

/// Puts what is measured into the history as soon as it exists.
final class RunRecorder: SamplingObserver {
    let number: Int
    private let history: HistoryStore
    private let progress: ProgressLine
    /// Every scenario of the run.
    private var recorded: [Recorded] = []
    /// The places in `recorded` of the scenarios that are sampled.
    private var sampled: [Int] = []

    private struct Recorded {
        var result: ScenarioResult
        var handle: ScenarioHandle
    }

    init(_ run: Run, in history: HistoryStore, progress: ProgressLine) throws {
        self.history = history
        self.progress = progress
        number = try history.begin(run)
    }

    /// A scenario that will be sampled.
    func add(_ result: ScenarioResult) throws {
        sampled.append(recorded.count)
        try store(result)
    }

    /// A scenario that cannot be measured.
    func add(_ scenario: any Scenario, refusedBecause error: any Error) throws {
        try store(
            ScenarioResult(
                scenario: scenario.id, operation: scenario.summary, workUnit: "operation", controlDescription: "none",
                variants: [], outcome: .failed(reason: "\(error)")))
    }

    private func store(_ result: ScenarioResult) throws {
        recorded.append(Recorded(result: result, handle: try history.add(result, toRun: number)))
    }

    func finished(_ block: Block, of index: Int) throws {
        try history.append(block, to: recorded[sampled[index]].handle)
    }

    func failed(_ error: any Error, workload index: Int) throws {
        try update(sampled[index]) { $0.outcome = .failed(reason: "\(error)") }
    }

    func progressed(_ state: SamplingProgress) {
        let percent = Int(state.fraction * 100)
        let name = recorded[sampled[state.workload]].result.scenario
        progress.update(
            state.isWarmingUp
                ? "\(percent) %  \(name): warming up" : "\(percent) %  \(name): block \(state.blockCount + 1)")
    }

    /// What the sampler says of each scenario at the end.
    func outcomes(_ outcomes: [SamplingOutcome]) throws {
        for (index, outcome) in outcomes.enumerated() where !outcome.reachedStationarity {
            try update(sampled[index]) {
                $0.warnings.append(
                    "The warm-up ended before the figures had become stationary; give it more time with measure.warm_up."
                )
            }
        }
    }

    func finish() throws {
        try close { $0 = .valid }
        let failures = recorded.count { if case .failed = $0.result.outcome { true } else { false } }
        let isUseless = failures == recorded.count
        try history.finish(
            number, status: isUseless ? .failed : .complete,
            reason: isUseless ? "No scenario could be measured." : nil)
    }

    func interrupt(_ interruption: Interrupted) throws {
        try close { $0 = .interrupted }
        try history.finish(number, status: .interrupted, reason: "Interrupted by signal \(interruption.signal).")
    }

    func fail(_ error: any Error) throws {
        try close { $0 = .failed(reason: "\(error)") }
        try history.finish(number, status: .failed, reason: "\(error)")
    }

    /// Ends every scenario that nothing has ended yet.
    private func close(_ end: (inout ScenarioResult.Outcome) -> Void) throws {
        for place in recorded.indices where recorded[place].result.outcome == .unfinished {
            try update(place) { end(&$0.outcome) }
        }
    }

    private func update(_ place: Int, _ change: (inout ScenarioResult) -> Void) throws {
        change(&recorded[place].result)
        try history.update(recorded[place].result, recorded[place].handle)
    }
}
