internal import Statistics

/// The mean of block values in logarithms, robust against spoiled blocks, with an error that knows that neighbours
/// resemble each other.
///
/// - Parameters:
///   - inflation: of the variance by that resemblance; nil: as these values show it.
///   - runCorrelation: what all of them have in common beside those of another run; 0: the mean is of this run alone.
func blockLocation(
    _ values: [Double], inflation: Double? = nil, runCorrelation: Double = 0
) -> LocationEstimate? {
    guard values.count >= SampleNeeds.leastBlocks else { return nil }
    let inflation = inflation ?? TimeSeries.varianceInflation([values])
    return TrimmedMean.estimate(values, trim: TrimmedMean.blockShare, inflation: inflation)?
        .widened(byRunCorrelation: runCorrelation, blockCount: Double(values.count) / inflation)
}

/// How much later `after` is than `before`, in logarithms. Both runs together say best how much neighbouring blocks
/// resemble each other.
func blockShift(from before: [Double], to after: [Double], runCorrelation: Double = 0) -> LocationEstimate? {
    let inflation = TimeSeries.varianceInflation([before, after])
    guard let old = blockLocation(before, inflation: inflation, runCorrelation: runCorrelation),
        let new = blockLocation(after, inflation: inflation, runCorrelation: runCorrelation)
    else { return nil }
    return new.minus(old)
}
