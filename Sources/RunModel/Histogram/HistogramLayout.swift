/// HdrHistogram's bucket rule (http://hdrhistogram.org) with the one set of parameters that we use:
/// 1 ns to 1 h at three significant digits.
///
/// Values below 2,048 have a bucket each; above, every power of two is divided into 1,024 buckets, so that a
/// bucket is at most 0.1 % wide.
enum HistogramLayout {
    static let lowestDiscernible: UInt64 = 1
    static let highestTrackable: UInt64 = 3_600_000_000_000
    static let significantDigits: UInt32 = 3

    static let subBucketHalfCountMagnitude = 10
    static let subBucketHalfCount = 1 << subBucketHalfCountMagnitude
    static let subBucketMask: UInt64 = UInt64(2 * subBucketHalfCount - 1)
    /// Powers of two until 2,048 × 2ⁿ exceeds `highestTrackable`.
    static let bucketCount = 32
    static let countsLength = (bucketCount + 1) * subBucketHalfCount

    @inline(__always)
    static func index(of value: UInt64) -> Int {
        let bucket = 64 - (value | subBucketMask).leadingZeroBitCount - (subBucketHalfCountMagnitude + 1)
        let subBucket = Int(truncatingIfNeeded: value >> UInt64(truncatingIfNeeded: bucket))
        return ((bucket &+ 1) &<< subBucketHalfCountMagnitude) &+ subBucket &- subBucketHalfCount
    }

    /// The smallest value that falls into the bucket.
    static func lowestValue(at index: Int) -> UInt64 {
        let (shift, subBucket) = position(of: index)
        return UInt64(subBucket) << UInt64(shift)
    }

    /// The largest value that falls into the bucket: what HdrHistogram reports for a quantile.
    static func highestValue(at index: Int) -> UInt64 {
        let (shift, subBucket) = position(of: index)
        return (UInt64(subBucket) << UInt64(shift)) + (1 << UInt64(shift)) - 1
    }

    /// The middle of the bucket: what HdrHistogram takes for means.
    static func middleValue(at index: Int) -> UInt64 {
        let (shift, subBucket) = position(of: index)
        return (UInt64(subBucket) << UInt64(shift)) + (UInt64(1) << UInt64(shift)) / 2
    }

    private static func position(of index: Int) -> (shift: Int, subBucket: Int) {
        let bucket = (index >> subBucketHalfCountMagnitude) - 1
        let subBucket = (index & (subBucketHalfCount - 1)) + subBucketHalfCount
        return bucket < 0 ? (0, subBucket - subBucketHalfCount) : (bucket, subBucket)
    }
}
