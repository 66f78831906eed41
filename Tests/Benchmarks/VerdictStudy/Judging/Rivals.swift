import Glibc
import RunModel
import Statistics
import Verdicts

/// How others would judge the same blocks: by raw times.
enum Rivals {
    /// Both medians over all steady blocks, and 5 % between them.
    static func threshold(_ variant: String, _ base: ScenarioResult, _ candidate: ScenarioResult) -> Verdict? {
        guard let before = median(variant, base), let after = median(variant, candidate) else { return nil }
        if after > before * 1.05 { return .regressed }
        return after * 1.05 < before ? .improved : .unchanged
    }

    /// benchstat's test: Mann and Whitney's at 0.05, on the blocks' medians.
    static func benchstat(_ variant: String, _ base: ScenarioResult, _ candidate: ScenarioResult) -> Verdict? {
        let (before, after) = (blockMedians(variant, base), blockMedians(variant, candidate))
        guard let test = MannWhitney(before, after), let old = Quantiles.median(before),
            let new = Quantiles.median(after)
        else { return nil }
        guard test.pValue < 0.05 else { return .unchanged }
        return new > old ? .regressed : .improved
    }

    private static func median(_ variant: String, _ result: ScenarioResult) -> Double? {
        var all = Histogram()
        for measurement in measurements(variant, result) { all.merge(measurement.histogram) }
        return all.value(atQuantile: 0.5).map(Double.init)
    }

    /// Logarithms: the test looks at ranks alone.
    private static func blockMedians(_ variant: String, _ result: ScenarioResult) -> [Double] {
        measurements(variant, result).compactMap(\.logMedian)
    }

    private static func measurements(_ variant: String, _ result: ScenarioResult) -> [Measurement] {
        result.blocks.filter(\.isSteady).compactMap { $0.measurement(.variant, variant) }
    }
}
