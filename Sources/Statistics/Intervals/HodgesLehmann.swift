/// How far the second of two independent samples lies above the first, without a model of their shape: the median of
/// all pairwise differences (Hodges and Lehmann, Annals of Mathematical Statistics 34 (1963)).
///
/// Up to 29 % of the values may be arbitrarily far off without moving it far, and with normal values it loses 5 % of
/// the mean's efficiency.
public struct HodgesLehmann: Sendable {
    public let estimate: Double
    private let differences: [Double]
    private let counts: (Int, Int)
    private let exact: RankSumDistribution?

    /// Nil when a sample is empty.
    public init?(_ a: [Double], _ b: [Double]) {
        var differences: [Double] = []
        differences.reserveCapacity(a.count * b.count)
        for x in a {
            for y in b { differences.append(y - x) }
        }
        differences.sort()
        guard let estimate = Quantiles.interpolated(sorted: differences, at: 0.5) else { return nil }
        self.estimate = estimate
        self.differences = differences
        counts = (a.count, b.count)
        exact = max(a.count, b.count) <= MannWhitney.exactLimit ? RankSumDistribution(a.count, b.count) : nil
    }

    /// The shifts that the Mann-Whitney test does not reject (Moses; see Hollander, Wolfe and Chicken, Nonparametric
    /// Statistical Methods, 3rd ed. 2014, section 4.3). Ties make it wider, never narrower.
    ///
    /// Nil when the samples are too small for the confidence: at 95 % four and four values are needed.
    public func interval(confidence: Double) -> Interval? {
        let outside = outsideCount(tail: (1 - confidence) / 2)
        guard outside > 0 else { return nil }
        return Interval(
            estimate: estimate, lower: differences[outside - 1], upper: differences[differences.count - outside])
    }

    /// The largest k with P(U ≤ k − 1) ≤ tail, at most so many that the ends do not cross.
    private func outsideCount(tail: Double) -> Int {
        let limit = (differences.count + 1) / 2
        guard let exact else {
            let (n, m) = (Double(counts.0), Double(counts.1))
            let deviation = (n * m * (n + m + 1) / 12).squareRoot()
            let reach = n * m / 2 + 0.5 + NormalDistribution.quantile(tail) * deviation
            return min(max(Int(reach.rounded(.down)), 0), limit)
        }
        var (low, high) = (0, limit)
        while low < high {
            let middle = (low + high + 1) / 2
            if exact.cumulative(middle - 1) <= tail { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
