/// The rank-sum test of two independent samples, as benchstat uses it.
public struct MannWhitney: Sendable, Equatable {
    /// Of the second sample: pairs in which it is larger, ties half.
    public let statistic: Double
    /// Two-sided.
    public let pValue: Double
    /// Whether the p-value comes from the exact distribution: at most 50 values a side and no ties.
    public let isExact: Bool

    static let exactLimit = 50

    /// Nil when a sample is empty.
    public init?(_ a: [Double], _ b: [Double]) {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        var u = 0.0
        for x in a {
            for y in b { u += y > x ? 1 : (y == x ? 0.5 : 0) }
        }
        statistic = u
        let all = (a + b).sorted()
        var tieTerm = 0.0
        var start = 0
        while start < all.count {
            var end = start
            while end < all.count, all[end] == all[start] { end += 1 }
            let size = Double(end - start)
            tieTerm += size * (size * size - 1)
            start = end
        }
        let pairs = Double(a.count * b.count)
        isExact = tieTerm == 0 && max(a.count, b.count) <= Self.exactLimit
        if isExact {
            let tail = RankSumDistribution(a.count, b.count).cumulative(Int(min(u, pairs - u)))
            pValue = min(1, 2 * tail)
        } else {
            // Normal approximation with tie and continuity correction (Lehmann, Nonparametrics, 1975, section 1.5).
            let total = Double(all.count)
            let variance = pairs / 12 * (total + 1 - tieTerm / (total * (total - 1)))
            let distance = max(0, abs(u - pairs / 2) - 0.5)
            pValue =
                variance > 0 ? min(1, 2 * NormalDistribution.cumulative(-distance / variance.squareRoot())) : 1
        }
    }
}

/// The distribution of Mann and Whitney's U when both samples come from one distribution without ties.
struct RankSumDistribution {
    private let cumulative: [Double]

    /// By the generating function ∏ (1 − q^(m+i)) / (1 − q^i), i = 1…n, in probabilities so that nothing overflows.
    init(_ first: Int, _ second: Int) {
        let (n, m) = (min(first, second), max(first, second))
        var weights = [Double](repeating: 0, count: n * m + 1)
        weights[0] = 1
        for i in 1...max(n, 1) where n > 0 {
            let up = m + i
            if up < weights.count {
                for u in stride(from: weights.count - 1, through: up, by: -1) { weights[u] -= weights[u - up] }
            }
            for u in stride(from: i, to: weights.count, by: 1) { weights[u] += weights[u - i] }
            // Each factor is a polynomial whose values at 1 multiply to the number of arrangements.
            let scale = Double(i) / Double(up)
            for u in weights.indices { weights[u] *= scale }
        }
        var sum = 0.0
        cumulative = weights.map { weight in
            sum += weight
            return sum
        }
    }

    /// P(U ≤ u).
    func cumulative(_ u: Int) -> Double {
        u < 0 ? 0 : min(1, cumulative[min(u, cumulative.count - 1)])
    }
}
