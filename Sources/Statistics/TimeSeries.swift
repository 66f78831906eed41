/// Values in the order in which they were measured.
public enum TimeSeries {
    /// Correlation of each value with the one `lag` later; nil for a constant or too short series.
    public static func autocorrelation(_ values: [Double], lag: Int = 1) -> Double? {
        guard lag >= 0, values.count > lag + 1 else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        guard squares > 0 else { return nil }
        let products = zip(values, values.dropFirst(lag)).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
        return products / squares
    }

    /// By how much dependence between neighbours multiplies the variance of a mean, (1 + ρ)/(1 − ρ) of a first-order
    /// autoregression (Priestley, Spectral Analysis and Time Series, 1981, section 5.3.2), pooled over several series
    /// of the same kind; never below 1.
    ///
    /// ρ is that of the ranks, so that one outlier block does not hide it, and corrected for the bias of short series
    /// by (1 + 4ρ)/n (Marriott and Pope, Biometrika 41 (1954)); at most 0.8, beyond which a run says too little.
    public static func varianceInflation(_ series: [[Double]]) -> Double {
        var weighted = 0.0
        var total = 0.0
        for values in series {
            guard let raw = autocorrelation(ranks(values)) else { continue }
            let count = Double(values.count)
            weighted += count * (raw + (1 + 4 * raw) / count)
            total += count
        }
        guard total > 0 else { return 1 }
        let correlation = min(max(weighted / total, 0), 0.8)
        return (1 + correlation) / (1 - correlation)
    }

    static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for position in start..<end { ranks[order[position]] = Double(start + end - 1) / 2 }
            start = end
        }
        return ranks
    }
}
