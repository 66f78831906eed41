internal import Statistics

/// What a change of the control itself leaves unknown.
///
/// The ratio to the control is not wholly independent of it: where wake-ups have become dearer, an operation that waits
/// for several of them does not follow in proportion. How much it depends on it shows within each run, from block to
/// block. The steepest slope within one standard error, times how far the control moved from run to run, counts as
/// an error of the change. It is not taken off the change: a slope within runs need not hold between them, and taking
/// it off made false verdicts on real pairs.
struct FloorDependence {
    /// Standard error to be added, in logarithms of the ratio.
    let standardError: Double

    init(from base: LaneSeries, to candidate: LaneSeries) {
        let (old, new) = (base.logControls, candidate.logControls)
        let slope = TheilSen.slope(
            [(old, base.logRatios), (new, candidate.logRatios)], resolution: Self.resolution, confidence: 0.68)
        guard let slope, let before = TrimmedMean.mean(old, trim: TrimmedMean.blockShare),
            let after = TrimmedMean.mean(new, trim: TrimmedMean.blockShare)
        else {
            standardError = 0
            return
        }
        standardError = max(abs(slope.lower), abs(slope.upper)) * abs(after - before)
    }

    /// Histograms resolve a thousandth: closer controls say nothing.
    private static let resolution = 0.002
}

/// The change of the ratio to the control, with what the control's own change leaves unknown.
func ratioShift(from base: LaneSeries, to candidate: LaneSeries, _ floor: FloorDependence) -> LocationEstimate? {
    blockShift(from: base.logRatios, to: candidate.logRatios)?.widened(by: floor)
}

extension LocationEstimate {
    func widened(by dependence: FloorDependence) -> LocationEstimate {
        var result = self
        let other = dependence.standardError
        result.standardError = (standardError * standardError + other * other).squareRoot()
        return result
    }
}
