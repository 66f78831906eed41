internal import RunModel
internal import Statistics

/// Decides when the block values have become stationary.
///
/// Over the last blocks no variant's ratio to the control, nor the control itself, may show a trend: the Mann-Kendall
/// test at 5 % does not find one, or what it finds amounts to at most 2 % over the window. A JIT that still compiles
/// makes block after block faster, far beyond both.
struct WarmUp {
    static let window = SamplingPlan.leastWarmUpBlocks
    static let significance = 0.05
    static let tolerance = 0.02

    private var ratios = ControlRatios()
    /// Natural logarithm of the control's median, by block.
    private var controls: [Double] = []

    /// - Parameter lanes: those of the block.
    mutating func add(_ block: Block, _ lanes: [Lane]) {
        ratios.add(block, lanes)
        if let control = block.measurement(.control, Measurement.plainControl)?.logMedian { controls.append(control) }
    }

    var isStationary: Bool {
        !ratios.values.isEmpty && (Array(ratios.values.values) + [controls]).allSatisfy(Self.isStationary)
    }

    static func isStationary(_ series: [Double]) -> Bool {
        guard series.count >= window, let test = TrendTest(series.suffix(window)) else { return false }
        return test.pValue > significance || abs(test.drift) <= tolerance
    }
}
