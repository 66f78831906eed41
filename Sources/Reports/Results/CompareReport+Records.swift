import RunModel
import Verdicts

extension CompareReport {
    /// A row for each variant and quantile.
    public var records: RecordTable {
        RecordTable(
            columns: [
                "base_run", "candidate_run", "scenario", "variant", "variant_verdict", "attribution", "quantile",
                "base_nanoseconds", "candidate_nanoseconds", "change_ratio", "change_lower_ratio",
                "change_upper_ratio", "margin_ratio", "minimum_detectable_effect_ratio", "verdict", "refusal",
            ],
            rows: comparison.scenarios.flatMap { scenario in
                scenario.variants.flatMap { variant in
                    variant.quantiles.map { cells(scenario, variant, $0) }
                }
            })
    }

    private func cells(
        _ scenario: ScenarioComparison, _ variant: VariantComparison, _ quantile: QuantileComparison
    ) -> [JSONValue?] {
        [
            .integer(Int64(comparison.base.number)), .integer(Int64(comparison.candidate.number)),
            .string(scenario.scenario.rawValue), .string(variant.name), .string(variant.verdict.rawValue),
            .string(variant.attribution.jsonName), .string(Wording.quantile(quantile.quantile)),
            quantile.baseNanoseconds.map(JSONValue.nanoseconds),
            quantile.candidateNanoseconds.map(JSONValue.nanoseconds), quantile.change.map { .number($0.value) },
            quantile.change.map { .number($0.lower) }, quantile.change.map { .number($0.upper) },
            .number(quantile.margin), quantile.minimumDetectableEffect.map(JSONValue.number),
            .string(quantile.verdict.rawValue), quantile.refusal.map(JSONValue.string),
        ]
    }
}
