internal import RunModel
internal import Statistics

/// The log ratio of every variant to the control, block by block, and how well its mean is known by now.
struct ControlRatios {
    /// By variant, in block order.
    private(set) var values: [String: [Double]] = [:]

    /// - Parameter lanes: those of the block.
    mutating func add(_ block: Block, _ lanes: [Lane]) {
        for lane in lanes where lane.role == .variant {
            guard let ratio = block.logRatio(of: lane.name, toControl: lane.controlName) else { continue }
            values[lane.name, default: []].append(ratio)
        }
    }

    /// Whether the half-width of every variant's 95 % interval is at most `precision`.
    ///
    /// Looking at the width alone, never at the value, leaves the intervals their confidence: a fixed-width sequential
    /// interval (Chow and Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals", Annals of
    /// Mathematical Statistics 36 (1965)). Few blocks may look calmer than they are, so fewer than `leastBlocks` never
    /// stop (as in Stein's two-stage rule, ibid. 16 (1945)).
    func areKnown(to precision: Double) -> Bool {
        !values.isEmpty
            && values.values.allSatisfy { series in
                guard series.count >= Self.leastBlocks,
                    let interval = TrimmedMean.interval(
                        series, trim: TrimmedMean.blockShare, confidence: 0.95,
                        inflation: TimeSeries.varianceInflation([series]))
                else { return false }
                return (interval.upper - interval.lower) / 2 <= precision
            }
    }

    static let leastBlocks = 20
}
