public struct BoltDate: Sendable, Hashable {
    /// Since 1970-01-01.
    public var days: Int64

    public init(days: Int64) { self.days = days }
}

public struct BoltTime: Sendable, Hashable {
    /// Since local midnight.
    public var nanoseconds: Int64
    public var offsetSeconds: Int64

    public init(nanoseconds: Int64, offsetSeconds: Int64) {
        self.nanoseconds = nanoseconds
        self.offsetSeconds = offsetSeconds
    }
}

public struct BoltLocalTime: Sendable, Hashable {
    /// Since midnight.
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
}

public struct BoltLocalDateTime: Sendable, Hashable {
    /// Since 1970-01-01T00:00.
    public var seconds: Int64
    public var nanoseconds: Int64

    public init(seconds: Int64, nanoseconds: Int64) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}

/// An instant with a zone.
public struct BoltDateTime: Sendable, Hashable {
    public enum Zone: Sendable, Hashable {
        case offset(seconds: Int64)
        /// By the time zone database's name, e.g. `Europe/Stockholm`.
        case named(String)
    }

    /// What `seconds` counts since 1970-01-01T00:00: servers before 5.0 that were not asked for UTC count in the
    /// zone's own time, and turning a named zone's into UTC needs a time zone database.
    public enum Base: Sendable, Hashable {
        case utc, local
    }

    public var seconds: Int64
    public var nanoseconds: Int64
    public var zone: Zone
    public var base: Base

    public init(seconds: Int64, nanoseconds: Int64, zone: Zone, base: Base = .utc) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.zone = zone
        self.base = base
    }
}

/// Months, days and seconds are kept apart, for none of them is a fixed number of another.
public struct BoltDuration: Sendable, Hashable {
    public var months: Int64
    public var days: Int64
    public var seconds: Int64
    public var nanoseconds: Int64

    public init(months: Int64, days: Int64, seconds: Int64, nanoseconds: Int64) {
        self.months = months
        self.days = days
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}
