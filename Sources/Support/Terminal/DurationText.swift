/// A unit for latencies, so that a column can share one.
public enum DurationUnit: Sendable, CaseIterable {
    case nanoseconds, microseconds, milliseconds, seconds

    public var symbol: String {
        switch self {
        case .nanoseconds: "ns"
        case .microseconds: "µs"
        case .milliseconds: "ms"
        case .seconds: "s"
        }
    }

    var nanoseconds: Double {
        switch self {
        case .nanoseconds: 1
        case .microseconds: 1e3
        case .milliseconds: 1e6
        case .seconds: 1e9
        }
    }

    /// The largest unit in which the three digits shown are at least 1.00.
    public init(for nanoseconds: Double) {
        let fitting = Self.allCases.last { nanoseconds.magnitude >= $0.nanoseconds * 0.9995 }
        self = fitting ?? .nanoseconds
    }

    /// The unit of the smallest value when all of them stay below 10,000 of it; nil when they are too far apart and
    /// each is better read in its own.
    public init?(sharedBy nanoseconds: [Double]) {
        let usable = nanoseconds.filter { $0.isFinite && $0 > 0 }
        guard let smallest = usable.min(), let largest = usable.max() else { return nil }
        let unit = DurationUnit(for: smallest)
        guard largest / unit.nanoseconds < 10_000 else { return nil }
        self = unit
    }
}

extension NumberText {
    /// `9.41 µs`: three significant digits, in `unit` or in the one that fits.
    public static func duration(nanoseconds: Double, in unit: DurationUnit? = nil) -> String {
        guard nanoseconds.isFinite else { return absent }
        let unit = unit ?? DurationUnit(for: nanoseconds)
        return "\(significant(nanoseconds / unit.nanoseconds)) \(unit.symbol)"
    }

    /// `9.41 µs (9.20–9.63)`: the bounds have the unit and the decimals of the value.
    public static func duration(
        nanoseconds: Double, lower: Double, upper: Double, in unit: DurationUnit? = nil
    ) -> String {
        guard nanoseconds.isFinite, lower.isFinite, upper.isFinite else {
            return duration(nanoseconds: nanoseconds, in: unit)
        }
        let unit = unit ?? DurationUnit(for: nanoseconds)
        let places = decimals(for: nanoseconds / unit.nanoseconds)
        let bounds = [lower, upper].map { fixed($0 / unit.nanoseconds, decimals: places) }
        return "\(duration(nanoseconds: nanoseconds, in: unit)) (\(bounds[0])–\(bounds[1]))"
    }

    /// How long something lasted, for people: `42 s`, `3 min 5 s`, `2 h 1 min`.
    public static func elapsed(seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return absent }
        guard seconds >= 59.5 else { return duration(nanoseconds: (seconds * 1e9)) }
        let whole = Int64(seconds.rounded())
        guard whole >= 3600 else { return "\(whole / 60) min \(whole % 60) s" }
        return "\(count(whole / 3600)) h \(whole % 3600 / 60) min"
    }
}
