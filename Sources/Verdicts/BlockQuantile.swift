internal import Glibc
internal import RunModel
internal import Statistics

/// A quantile of everything that a lane took in several blocks, with an interval that knows that the samples of one
/// block belong together.
struct BlockQuantile {
    private let parts: [CumulativeHistogram]
    private let count: Double
    private let range: ClosedRange<Double>

    /// Nil when nothing was recorded.
    init?(_ histograms: [Histogram]) {
        guard let low = histograms.compactMap(\.minimum).min(), let high = histograms.compactMap(\.maximum).max() else {
            return nil
        }
        parts = histograms.map { CumulativeHistogram($0) }
        count = Double(parts.reduce(0) { $0 + $1.count })
        range = Double(max(low, 1))...Double(max(high, 1))
    }

    /// The quantile with its 95 % interval, which need not be symmetrical; an end that the blocks leave open is the
    /// smallest or largest value seen. Nil when the blocks are fewer than three.
    ///
    /// Woodruff's method ("Confidence intervals for medians and other position measures", JASA 47 (1952)): the interval
    /// of the share of values below the quantile, from the scatter of the blocks' shares (a ratio estimate of clusters;
    /// Francisco and Fuller, Annals of Statistics 19 (1991)), is carried over to the values.
    func interval(at quantile: Double) -> Interval? {
        guard let share = share(at: quantile) else { return nil }
        let reach = share.reach
        return Interval(
            estimate: share.value, lower: quantile > reach ? value(at: quantile - reach) : range.lowerBound,
            upper: quantile + reach < 1 ? value(at: quantile + reach) : range.upperBound)
    }

    /// The logarithm of the quantile with its standard error, a share of the interval's width, and how many independent
    /// blocks say as much.
    ///
    /// Nil also when the blocks scatter so much that they leave an end of the interval open.
    func logEstimate(at quantile: Double) -> (location: LocationEstimate, effectiveBlockCount: Double)? {
        guard let share = share(at: quantile), quantile > share.reach, quantile + share.reach < 1 else { return nil }
        let width = log(value(at: quantile + share.reach)) - log(value(at: quantile - share.reach))
        let location = LocationEstimate(
            value: log(share.value),
            standardError: width / 2 / StudentDistribution.quantile(0.975, degreesOfFreedom: share.freedom),
            degreesOfFreedom: share.freedom)
        return (location, Double(parts.count) / share.inflation)
    }

    /// The quantile, how far the share of values below it may be off at 95 %, and how many times its variance is that of
    /// independent blocks.
    private func share(
        at quantile: Double
    ) -> (value: Double, reach: Double, freedom: Double, inflation: Double)? {
        guard parts.count >= SampleNeeds.leastBlocks else { return nil }
        let value = self.value(at: quantile)
        // By block, how many more samples lie below the value than its share of all.
        let residuals = parts.map { Double($0.count(atOrBelow: value)) - quantile * Double($0.count) }
        let blocks = Double(parts.count)
        let inflation = TimeSeries.varianceInflation([residuals])
        let mean = residuals.reduce(0, +) / blocks
        let squares = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        // Even blocks that agree perfectly leave the error of one sample of this size.
        let binomial = quantile * (1 - quantile) / count
        let variance = max(inflation * blocks / (blocks - 1) * squares / (count * count), binomial)
        let freedom = blocks - 1
        let reach = StudentDistribution.quantile(0.975, degreesOfFreedom: freedom) * variance.squareRoot()
        return (value, reach, freedom, inflation)
    }

    /// The smallest value, to within a thousandth, at or below which at least that share of all lie.
    func value(at quantile: Double) -> Double {
        let wanted = quantile * count
        var (low, high) = (log(range.lowerBound) - 0.001, log(range.upperBound) + 0.001)
        while high - low > 0.0005 {
            let middle = (low + high) / 2
            let value = exp(middle)
            let below = parts.reduce(0) { $0 + $1.count(atOrBelow: value) }
            if Double(below) < wanted { low = middle } else { high = middle }
        }
        return exp(high)
    }
}
