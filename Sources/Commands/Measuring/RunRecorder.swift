internal import Cancellation
internal import History
internal import RunModel
internal import Scenarios

/// Puts one run into the history, as soon as there is anything of it.
final class RunRecorder {
    /// A scenario of the run.
    struct Place {
        fileprivate let index: Int
    }

    let number: Int
    private let history: HistoryStore
    private var recorded: [(result: ScenarioResult, handle: ScenarioHandle)] = []

    init(_ run: Run, in history: HistoryStore) throws {
        self.history = history
        number = try history.begin(run)
    }

    func scenario(at place: Place) -> ScenarioID { recorded[place.index].result.scenario }

    /// A scenario that will be sampled.
    func add(_ result: ScenarioResult) throws -> Place {
        recorded.append((result, try history.add(result, toRun: number)))
        return Place(index: recorded.count - 1)
    }

    /// A scenario that cannot be measured.
    func add(_ scenario: any Scenario, refusedBecause error: any Error) throws {
        let isIncomparable = if case ScenarioError.incomparable = error { true } else { false }
        _ = try add(
            ScenarioResult(
                scenario: scenario.id, operation: scenario.summary, workUnit: "operation", controlDescription: "none",
                variants: [],
                outcome: isIncomparable ? .invalid(reason: "\(error)") : .failed(reason: "\(error)")))
    }

    func append(_ block: Block, at place: Place) throws {
        try history.append(block, to: recorded[place.index].handle)
    }

    func fail(_ place: Place, _ error: any Error) throws {
        try update(place.index) { $0.outcome = .failed(reason: "\(error)") }
    }

    func note(_ place: Place, compilationShare: Double?) throws {
        guard let compilationShare else { return }
        try update(place.index) { $0.compilationShare = compilationShare }
    }

    func warn(_ place: Place, _ warning: String) throws {
        try update(place.index) { $0.warnings.append(warning) }
    }

    func finish() throws {
        try close(as: .valid)
        let isUseless = !recorded.contains { $0.result.outcome == .valid }
        try history.finish(
            number, status: isUseless ? .failed : .complete,
            reason: isUseless ? "No scenario could be measured." : nil)
    }

    func interrupt(_ interruption: Interrupted) throws {
        try close(as: .interrupted)
        try history.finish(number, status: .interrupted, reason: "\(interruption)")
    }

    func fail(_ error: any Error) throws {
        try close(as: .failed(reason: "\(error)"))
        try history.finish(number, status: .failed, reason: "\(error)")
    }

    /// Ends every scenario that nothing has ended yet.
    private func close(as outcome: ScenarioResult.Outcome) throws {
        for index in recorded.indices where recorded[index].result.outcome == .unfinished {
            try update(index) { $0.outcome = outcome }
        }
    }

    private func update(_ index: Int, _ change: (inout ScenarioResult) -> Void) throws {
        change(&recorded[index].result)
        try history.update(recorded[index].result, recorded[index].handle)
    }
}
