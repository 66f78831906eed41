import FoundationEssentials
import RunModel
import Terminal
import Verdicts

extension MeasureReport {
    /// Each variant is judged by its targets; one without passes.
    public var judgements: Judgements {
        let all = run.scenarios.flatMap(judge)
        let counts = [
            (all.count { $0.result == .failed }, "missed"), (all.count { $0.result == .broken }, "without figures"),
            (all.count { $0.result == .undecided }, "cannot be told"),
        ]
        let troubles = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let name = run.number > 0 ? "Run #\(run.number)" : "This run"
        return Judgements(
            all: all,
            conclusion: "\(name): \(Wording.plural(all.count, "judgement")), "
                + (troubles.isEmpty ? "all well." : troubles.joined(separator: ", ") + "."),
            host: run.fingerprint.host.name, startedAtSeconds: run.startedAt.timeIntervalSince1970)
    }

    private func judge(_ result: ScenarioResult) -> [Judgement] {
        let name = result.scenario.rawValue
        switch result.outcome {
        case .invalid(let reason), .failed(let reason):
            return [
                Judgement(
                    scenario: name, variant: nil, result: .broken, label: result.outcome.name, reason: reason)
            ]
        case .valid, .interrupted, .unfinished: break
        }
        let summary = summaries.first { $0.scenario == result.scenario }
        guard let summary, !summary.variants.isEmpty else {
            return [
                Judgement(
                    scenario: name, variant: nil, result: .undecided, label: result.outcome.name,
                    reason: "No block was measured.")
            ]
        }
        return summary.variants.map { judge($0, name) }
    }

    private func judge(_ lane: LaneSummary, _ scenario: String) -> Judgement {
        let median = lane.quantiles.first { $0.quantile == 0.5 }?.nanoseconds
        let problems = lane.targets.compactMap(\.problem)
        let result: Judgement.Result
        let label: String
        if lane.targets.contains(where: { $0.result == .missed }) {
            (result, label) = (.failed, "target missed")
        } else if lane.targets.contains(where: { $0.result == .cannotTell }) {
            (result, label) = (.undecided, "target cannot be told")
        } else {
            (result, label) = (.passed, lane.targets.isEmpty ? "no target" : "targets met")
        }
        let figures = lane.quantiles.compactMap { quantile in
            quantile.nanoseconds.map {
                "\(Wording.quantile(quantile.quantile)) \(Wording.latency($0, in: nil))"
            }
        }
        let line = figures.isEmpty ? "No figure." : figures.joined(separator: ", ")
        return Judgement(
            scenario: scenario, variant: lane.name, result: result, label: label, reason: problems.first ?? line,
            details: Array(problems.dropFirst()) + (problems.isEmpty ? [] : [line]),
            medianSeconds: median.map { $0.value / 1e9 })
    }
}
