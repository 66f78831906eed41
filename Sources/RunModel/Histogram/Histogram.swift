/// Counts of values in HdrHistogram's bucket layout: 1 ns to 1 h, three significant digits.
///
/// A value: what a `HistogramRecorder` saw, trimmed to the buckets in use. Histograms of blocks are merged and their
/// quantiles recomputed, never averaged.
public struct Histogram: Sendable, Equatable {
    /// Index of the first bucket that holds anything; 0 when empty.
    let firstIndex: Int
    /// Counts from the first to the last bucket that holds anything.
    let counts: [UInt64]
    /// How many values were recorded.
    public let count: UInt64

    public init() {
        firstIndex = 0
        counts = []
        count = 0
    }

    public init(_ nanoseconds: some Sequence<UInt64>) {
        let recorder = HistogramRecorder()
        for value in nanoseconds { recorder.record(value) }
        self = recorder.snapshot()
    }

    /// `count` values of one bucket.
    init(repeating nanoseconds: UInt64, count: UInt64) {
        let value = min(nanoseconds, HistogramLayout.highestTrackable)
        self.init(firstIndex: HistogramLayout.index(of: value), trimmedCounts: [count])
    }

    /// `allCounts` begins at bucket 0.
    init(allCounts: some RandomAccessCollection<UInt64>) {
        guard let first = allCounts.firstIndex(where: { $0 != 0 }),
            let last = allCounts.lastIndex(where: { $0 != 0 })
        else {
            self.init()
            return
        }
        self.init(
            firstIndex: allCounts.distance(from: allCounts.startIndex, to: first),
            trimmedCounts: Array(allCounts[first...last]))
    }

    public var isEmpty: Bool { count == 0 }

    /// From the first to the last bucket that holds anything: what the value takes in memory, eight bytes each.
    public var bucketCount: Int { counts.count }

    /// The value at or below which at least `quantile` (0…1) of all lie, in nanoseconds, as HdrHistogram reports it:
    /// the highest value that falls into the same bucket. Nil when empty.
    public func value(atQuantile quantile: Double) -> UInt64? {
        guard count > 0 else { return nil }
        let rank = max(1, UInt64((min(max(quantile, 0), 1) * Double(count)).rounded(.up)))
        var seen: UInt64 = 0
        for (offset, bucket) in counts.enumerated() {
            seen += bucket
            if seen >= rank { return HistogramLayout.highestValue(at: firstIndex + offset) }
        }
        return maximum
    }

    /// Smallest recorded value to within its bucket, in nanoseconds.
    public var minimum: UInt64? {
        isEmpty ? nil : HistogramLayout.lowestValue(at: firstIndex)
    }

    /// Largest recorded value to within its bucket, in nanoseconds.
    public var maximum: UInt64? {
        isEmpty ? nil : HistogramLayout.highestValue(at: firstIndex + counts.count - 1)
    }

    /// Sum of all values to within their buckets, in nanoseconds.
    public var total: Double {
        counts.enumerated().reduce(0) { sum, bucket in
            bucket.element == 0
                ? sum
                : sum + Double(bucket.element) * Double(HistogramLayout.middleValue(at: firstIndex + bucket.offset))
        }
    }

    /// Arithmetic mean in nanoseconds.
    public var mean: Double? {
        isEmpty ? nil : total / Double(count)
    }

    /// Both histograms' values together.
    public func merged(with other: Histogram) -> Histogram {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let first = min(firstIndex, other.firstIndex)
        let end = max(firstIndex + counts.count, other.firstIndex + other.counts.count)
        var sum = [UInt64](repeating: 0, count: end - first)
        for histogram in [self, other] {
            for (offset, bucket) in histogram.counts.enumerated() {
                sum[histogram.firstIndex - first + offset] &+= bucket
            }
        }
        return Histogram(firstIndex: first, trimmedCounts: sum)
    }

    public mutating func merge(_ other: Histogram) {
        self = merged(with: other)
    }

    /// Neither the first nor the last count is 0.
    init(firstIndex: Int, trimmedCounts: [UInt64]) {
        self.firstIndex = firstIndex
        counts = trimmedCounts
        count = trimmedCounts.reduce(0, &+)
    }
}
