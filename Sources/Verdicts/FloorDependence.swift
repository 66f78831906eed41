internal import Glibc
internal import Statistics

/// What both runs measured beside their operations.
struct Floors {
    /// Logarithms of the medians in nanoseconds, block by block.
    struct Lane {
        var base: [Double] = []
        var candidate: [Double] = []

        /// How far its typical value moved, in either direction.
        fileprivate var move: Double? {
            location(base).flatMap { before in location(candidate).map { abs($0 - before) } }
        }
    }

    /// The plain control: the way to the server alone.
    var control = Lane()
    /// The loopback echo; empty where there is none.
    var echo = Lane()
}

/// What a change of the floor itself leaves unknown.
///
/// Two simple models say what a dearer floor does to the ratio r = ln(v / c) of an operation to its control. Where everything
/// has become slower alike (the clock of the processor, other programs on it), the ratio stays. Where only wake-ups have
/// become dearer, the control grows and the operation's own work v − c does not: the ratio changes by −(1 − c / v) for
/// each unit of ln c. What lies between the two, as the root mean square of a uniform distribution, counts as an error of
/// the change.
///
/// A slope that is estimated from block to block within the runs does not do: what the floor does within a run need not
/// be what it did between two. Taking it off the change, or counting its error alone, made false verdicts on real pairs.
struct FloorDependence {
    /// Standard error to be added, in logarithms of the ratio.
    let standardError: Double

    init(from base: LaneSeries, to candidate: LaneSeries, floors: Floors) {
        let own = Floors.Lane(base: base.logControls, candidate: candidate.logControls)
        let moves = [own, floors.control].compactMap(\.move)
        guard let move = moves.max(), let before = location(base.logRatios), let after = location(candidate.logRatios)
        else {
            standardError = 0
            return
        }
        let ownWork = abs(1 - exp(-(before + after) / 2))
        let wakeUps = WakeUpDependence(from: base, to: candidate, echo: floors.echo).standardError
        standardError = (ownWork * ownWork * move * move / 3 + wakeUps * wakeUps).squareRoot()
    }
}

/// The typical one of block values.
func location(_ values: [Double]) -> Double? { TrimmedMean.mean(values, trim: TrimmedMean.blockShare) }

/// The change of the ratio to the control, with what the floor's own change leaves unknown.
func ratioShift(from base: LaneSeries, to candidate: LaneSeries, _ floor: FloorDependence) -> LocationEstimate? {
    blockShift(from: base.logRatios, to: candidate.logRatios, runCorrelation: candidate.runCorrelation)?
        .widened(by: floor)
}

extension LocationEstimate {
    func widened(by dependence: FloorDependence) -> LocationEstimate {
        var result = self
        let other = dependence.standardError
        result.standardError = (standardError * standardError + other * other).squareRoot()
        return result
    }
}
