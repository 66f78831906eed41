import RunModel
import Terminal
import Verdicts

extension CompareReport {
    /// Each variant with its verdict.
    public var judgements: Judgements {
        Judgements(
            all: comparison.scenarios.flatMap { scenario in
                scenario.variants.map { Self.judge($0, scenario.scenario.rawValue) }
            },
            conclusion: ([conclusion.plain] + comparison.warnings).joined(separator: " "),
            startedAtSeconds: comparison.candidate.startedAtSeconds)
    }

    private static func judge(_ variant: VariantComparison, _ scenario: String) -> Judgement {
        let result: Judgement.Result =
            switch variant.verdict {
            case .improved: .improved
            case .regressed: .failed
            case .unchanged: .passed
            case .inconclusive: .undecided
            }
        let counters = variant.counterChanges.map { change in
            let values = [change.base, change.candidate].map { $0.map(NumberText.count) ?? "not reported" }
            return "\(Wording.counter(change.counter)): \(values[0]) → \(values[1])"
        }
        return Judgement(
            scenario: scenario, variant: variant.name, result: result, label: variant.verdict.rawValue,
            reason: variant.reason, details: counters + (variant.planChange.map { [$0.summary] } ?? []),
            medianSeconds: variant.quantiles.first { $0.quantile == 0.5 }?.candidateNanoseconds.map { $0 / 1e9 })
    }
}
