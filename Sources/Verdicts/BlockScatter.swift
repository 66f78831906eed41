internal import Glibc
public import RunModel
internal import Statistics

/// How much one lane's blocks differ from each other, and what that lets a run find.
public struct BlockScatter: Sendable {
    /// Of the block medians, in nanoseconds.
    public var typicalMedian: Double
    /// By which share the block medians lie apart, typically: 0.05 is 5 %.
    public var medians: Double
    /// The same of the ratios to the control, which verdicts rest on; nil without a control.
    public var ratios: Double?
    /// Of the mean of `blockCount` ratios: by the blocks alone, and by what their run has in common.
    private var ratioVariance: (ofBlocks: Double, ofRun: Double, blockCount: Int)?

    /// Nil with fewer than three steady blocks.
    public init?(of lane: String, _ role: Measurement.Role, in result: ScenarioResult) {
        let series = LaneSeries(name: lane, role: role, in: result)
        guard let location = blockLocation(series.logMedians) else { return nil }
        typicalMedian = exp(location.value)
        medians = Self.share(location, blockCount: series.logMedians.count)
        guard let ratio = blockLocation(series.logRatios) else { return }
        ratios = Self.share(ratio, blockCount: series.logRatios.count)
        let ofBlocks = ratio.standardError * ratio.standardError
        let whole = blockLocation(series.logRatios, runCorrelation: series.runCorrelation)?.standardError ?? 0
        ratioVariance = (ofBlocks, whole * whole - ofBlocks, series.logRatios.count)
    }

    /// The smallest relative change that two runs of `blockCount` blocks each would find here with a power of 80 %, as
    /// a run's own minimum detectable effect; nil without a control.
    public func detectableEffect(blockCount: Int, margin: Double) -> Double? {
        guard let ratioVariance, blockCount > 0 else { return nil }
        let ofBlocks = ratioVariance.ofBlocks * Double(ratioVariance.blockCount) / Double(blockCount)
        let standardError = (2 * (ofBlocks + ratioVariance.ofRun)).squareRoot()
        return expm1(Power.minimumDetectableEffect(standardError: standardError, margin: log1p(margin)))
    }

    private static func share(_ location: LocationEstimate, blockCount: Int) -> Double {
        expm1(location.standardError * Double(blockCount).squareRoot())
    }

}
