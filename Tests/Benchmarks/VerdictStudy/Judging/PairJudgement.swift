import Configuration
import RunModel
import Statistics
import Verdicts

/// What was said of one pair.
struct PairJudgement: Sendable {
    struct Variant: Sendable {
        /// `scenario/variant`.
        var name: String
        var verdict: Verdict
        var reason: String
        var threshold: Verdict?
        var benchstat: Verdict?
        /// Of the p50's log ratio to the control; nil where it cannot be estimated.
        var shift: LocationEstimate?
    }

    var pair: RunPair
    /// The environments differ: every verdict is inconclusive.
    var isBarred: Bool
    var variants: [Variant]
}

extension PairJudgement {
    init(_ pair: RunPair, base: Run, candidate: Run) {
        let settings = Settings.default
        let comparison = compare(
            base, candidate,
            policy: ComparisonPolicy(
                margins: settings.margins, gatedCounters: { settings.counters.names(for: $0) }))
        let variants = comparison.scenarios.flatMap { scenario -> [Variant] in
            guard let before = base.scenarios.first(where: { $0.scenario == scenario.scenario }),
                let after = candidate.scenarios.first(where: { $0.scenario == scenario.scenario })
            else { return [] }
            return scenario.variants.map { variant in
                Variant(
                    name: "\(scenario.scenario)/\(variant.name)", verdict: variant.verdict, reason: variant.reason,
                    threshold: Rivals.threshold(variant.name, before, after),
                    benchstat: Rivals.benchstat(variant.name, before, after),
                    shift: medianShift(of: variant.name, from: before, to: after))
            }
        }
        self.init(pair: pair, isBarred: !comparison.environmentDifferences.isEmpty, variants: variants)
    }
}
