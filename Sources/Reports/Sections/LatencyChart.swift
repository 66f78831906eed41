import RunModel
import Verdicts

extension IntervalChart {
    /// p50, p95 and p99 of each variant and of the control; nil when nothing was measured.
    init?(latenciesOf summary: ScenarioSummary) {
        let lanes = summary.variants + (summary.control.map { [$0] } ?? [])
        let shapes: [Mark.Shape] = [.dot, .ring, .square]
        rows = lanes.compactMap { lane in
            let marks = zip(lane.quantiles, shapes).compactMap { quantile, shape -> Mark? in
                guard let figure = quantile.nanoseconds, figure.lower > 0 else { return nil }
                return Mark(
                    title: "\(Wording.quantile(quantile.quantile)) \(Wording.latency(figure, in: nil))", shape: shape,
                    value: figure.value, lower: figure.lower, upper: figure.upper)
            }
            return marks.isEmpty ? nil : Row(label: lane.name, marks: marks)
        }
        guard !rows.isEmpty else { return nil }
        axis = .latency
    }

    /// The change of each variant's p50 with the margin; nil when none was judged.
    init?(changesOf comparison: ScenarioComparison) {
        let medians = comparison.variants.map { variant in
            (variant.name, variant.quantiles.first { $0.quantile == 0.5 })
        }
        rows = medians.compactMap { name, quantile in
            quantile?.change.map { change in
                let mark = Mark(
                    title: "p50 \(Wording.change(change))", shape: .dot, value: change.value, lower: change.lower,
                    upper: change.upper)
                return Row(label: name, marks: [mark])
            }
        }
        guard !rows.isEmpty, let margin = medians.compactMap({ $0.1?.margin }).first else { return nil }
        axis = .change(margin: margin)
    }
}
