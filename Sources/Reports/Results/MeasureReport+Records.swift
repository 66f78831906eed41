import RunModel
import Verdicts

extension MeasureReport {
    /// A row for each lane and quantile; a scenario without figures has one row, which says why.
    public var records: RecordTable {
        RecordTable(
            columns: [
                "run", "scenario", "outcome", "outcome_reason", "lane", "role", "quantile", "value_nanoseconds",
                "lower_nanoseconds", "upper_nanoseconds", "refusal", "sample_count", "throughput_per_second",
            ],
            rows: run.scenarios.flatMap { result in
                let head: [JSONValue?] = [
                    run.number > 0 ? .integer(Int64(run.number)) : nil, .string(result.scenario.rawValue),
                    .string(result.outcome.name), result.outcome.reason.map(JSONValue.string),
                ]
                let rows = lanes(of: result).flatMap { role, lane in
                    lane.quantiles.map { head + Self.cells(lane, role, $0) }
                }
                return rows.isEmpty ? [head + Array(repeating: nil, count: 9)] : rows
            })
    }

    private func lanes(of result: ScenarioResult) -> [(role: String, lane: LaneSummary)] {
        guard !result.comparesNothing, let summary = summaries.first(where: { $0.scenario == result.scenario })
        else { return [] }
        return summary.variants.map { ("variant", $0) } + (summary.control.map { [("control", $0)] } ?? [])
            + summary.hostControls.map { ("host_control", $0) }
    }

    private static func cells(_ lane: LaneSummary, _ role: String, _ quantile: QuantileEstimate) -> [JSONValue?] {
        let figure = quantile.nanoseconds
        return [
            .string(lane.name), .string(role), .string(Wording.quantile(quantile.quantile)),
            figure.map { .nanoseconds($0.value) }, figure.map { .nanoseconds($0.lower) },
            figure.map { .nanoseconds($0.upper) }, quantile.refusal.map(JSONValue.string),
            .integer(Int64(clamping: lane.sampleCount)), lane.throughputPerSecond.map(JSONValue.number),
        ]
    }
}
