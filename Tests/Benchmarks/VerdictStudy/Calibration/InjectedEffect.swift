import Glibc
import RunModel
import Statistics

/// What was done to one kind of request, as its client saw it.
struct InjectedEffect: Codable, Sendable, Equatable {
    /// The variants that it stands for.
    var variants: [String]
    /// Wanted slow-down, e.g. 0.05.
    var target: Double
    /// As `Injection` takes it.
    var amount: Double
    /// Slow-down of the median in an alternation before the chain; 95 % interval.
    var before: Interval?
    /// The same after it, under the load of that moment.
    var after: Interval?

    struct Interval: Codable, Sendable, Equatable {
        var value: Double
        var lower: Double
        var upper: Double
    }
}

/// The slow-down in a series of alternations: logarithms of neighbouring medians, with the injection over without.
enum Alternation {
    static func effect(_ logRatios: [Double]) -> InjectedEffect.Interval? {
        guard
            let estimate = TrimmedMean.estimate(
                logRatios, trim: TrimmedMean.blockShare, inflation: TimeSeries.varianceInflation([logRatios]))
        else { return nil }
        let interval = estimate.interval(confidence: 0.95).mapped { exp($0) - 1 }
        return InjectedEffect.Interval(value: interval.estimate, lower: interval.lower, upper: interval.upper)
    }
}
