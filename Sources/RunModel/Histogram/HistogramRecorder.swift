/// Where a timed loop records: every bucket is allocated beforehand, so that recording is an index and an addition.
public final class HistogramRecorder {
    private let counts: UnsafeMutableBufferPointer<UInt64>

    public init() {
        counts = .allocate(capacity: HistogramLayout.countsLength)
        counts.initialize(repeating: 0)
    }

    deinit {
        counts.deallocate()
    }

    /// Adds one value in nanoseconds; beyond 1 h it counts as 1 h.
    @inline(__always)
    public func record(_ nanoseconds: UInt64) {
        let value = min(nanoseconds, HistogramLayout.highestTrackable)
        counts[HistogramLayout.index(of: value)] &+= 1
    }

    /// What was recorded since the start or the last `reset`.
    public func snapshot() -> Histogram {
        Histogram(allCounts: counts)
    }

    public func reset() {
        counts.update(repeating: 0)
    }
}
