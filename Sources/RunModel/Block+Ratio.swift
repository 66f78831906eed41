internal import Glibc

extension Block {
    /// The natural logarithm of the control's median in nanoseconds; nil without a control.
    public var logControl: Double? {
        measurements.first { $0.role == .control }.flatMap(\.logMedian)
    }

    /// The natural logarithm of a variant's median over the control's of the same block: what comparisons rest on.
    ///
    /// Nil when either was not measured.
    public func logRatioToControl(of variant: String) -> Double? {
        guard let control = logControl,
            let median = measurements.first(where: { $0.role == .variant && $0.name == variant })?.logMedian
        else { return nil }
        return median - control
    }
}

extension Measurement {
    /// The natural logarithm of the median in nanoseconds; nil without samples.
    public var logMedian: Double? {
        guard let median = histogram.value(atQuantile: 0.5), median > 0 else { return nil }
        return log(Double(median))
    }
}
