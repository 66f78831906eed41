internal import RunModel
internal import Sampling
internal import Terminal

/// Hands what the sampler tells to the run that it belongs to, and to the terminal.
final class MeasurementObserver: SamplingObserver {
    private let progress: ProgressLine
    /// One for each workload.
    private var targets: [(place: RunRecorder.Place, recorder: RunRecorder)] = []
    /// Workloads that were given up: how their warm-up ended is no advice.
    private var failed: Set<Int> = []

    init(progress: ProgressLine) {
        self.progress = progress
    }

    func add(_ place: RunRecorder.Place, of recorder: RunRecorder) {
        targets.append((place, recorder))
    }

    func finished(_ block: Block, of index: Int) throws {
        try targets[index].recorder.append(block, at: targets[index].place)
    }

    func failed(_ error: any Error, workload index: Int) throws {
        failed.insert(index)
        try targets[index].recorder.fail(targets[index].place, error)
    }

    func progressed(_ state: SamplingProgress) {
        let (place, recorder) = targets[state.workload]
        let name = recorder.scenario(at: place)
        let percent = Int(state.fraction * 100)
        progress.update(
            state.isWarmingUp
                ? "\(percent) %  \(name): warming up" : "\(percent) %  \(name): block \(state.blockCount + 1)")
    }

    func ended(_ outcomes: [SamplingOutcome]) throws {
        for (index, (target, outcome)) in zip(targets, outcomes).enumerated() where !failed.contains(index) {
            try target.recorder.note(target.place, compilationShare: outcome.compilationShare)
            for warning in [Self.warmUpWarning(outcome), Self.budgetWarning(outcome)].compactMap({ $0 }) {
                try target.recorder.warn(target.place, warning)
            }
        }
    }

    private static func budgetWarning(_ outcome: SamplingOutcome) -> String? {
        outcome.keptBudget
            ? nil
            : "The time budget ended before the fewest blocks that are judged were measured, so the run took longer; "
                + "give it more with --time-budget."
    }

    private static func warmUpWarning(_ outcome: SamplingOutcome) -> String? {
        if let share = outcome.compilationShare, share > ScenarioResult.settledCompilationShare {
            return
                "The server still compiled its queries (its JIT compiler worked \(NumberText.percent(share)) of the time) "
                + "and becomes faster by itself; measure again, or give it more time with measure.warm_up."
        }
        return outcome.reachedStationarity
            ? nil
            : "The warm-up ended before the figures had become stationary; give it more time with measure.warm_up."
    }
}
