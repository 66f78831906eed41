internal import Glibc

extension Measurement {
    /// The protocol's cheapest operation; every workload has it.
    public static let plainControl = "control"
    /// The host control that is a byte there and back over TCP on the loopback: two wake-ups, and no server.
    public static let loopbackControl = "host.loopback"

    /// The natural logarithm of the median in nanoseconds; nil without samples.
    public var logMedian: Double? {
        guard let median = histogram.value(atQuantile: 0.5), median > 0 else { return nil }
        return log(Double(median))
    }
}

extension Block {
    public func measurement(_ role: Measurement.Role, _ name: String) -> Measurement? {
        measurements.first { $0.role == role && $0.name == name }
    }

    /// The natural logarithm of a variant's median over that of a control in the same block: what comparisons rest on.
    ///
    /// Nil when either was not measured.
    public func logRatio(of variant: String, toControl control: String) -> Double? {
        guard let floor = measurement(.control, control)?.logMedian,
            let median = measurement(.variant, variant)?.logMedian
        else { return nil }
        return median - floor
    }
}
