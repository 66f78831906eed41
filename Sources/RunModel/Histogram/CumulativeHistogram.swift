/// A histogram prepared for many questions of how many values lie at or below a limit.
public struct CumulativeHistogram: Sendable {
    private let firstIndex: Int
    private let cumulative: [UInt64]

    /// How many values were recorded.
    public var count: UInt64 { cumulative.last ?? 0 }

    public init(_ histogram: Histogram) {
        firstIndex = histogram.firstIndex
        var sum: UInt64 = 0
        cumulative = histogram.counts.map { bucket in
            sum &+= bucket
            return sum
        }
    }

    /// Values whose bucket is not above that of `nanoseconds`.
    public func count(atOrBelow nanoseconds: Double) -> UInt64 {
        guard nanoseconds >= 0, !cumulative.isEmpty else { return 0 }
        let limit = UInt64(min(nanoseconds, Double(HistogramLayout.highestTrackable)))
        let offset = HistogramLayout.index(of: limit) - firstIndex
        guard offset >= 0 else { return 0 }
        return cumulative[min(offset, cumulative.count - 1)]
    }
}
