internal import BoltClient

/// A value by which an application can sort as the server does.
enum OrderedValue: Hashable {
    case integer(Int64)
    case real(Double)
    case text(String)
    /// Dates and times: a larger and a smaller unit, comparable within one kind.
    case moment(Kind, Int64, Int64)

    enum Kind: Hashable {
        case truth, date, time, localTime, localDateTime, dateTime
    }

    /// nil when the order is not one that a client can know: NaN, points, lists, instants in a named zone's own time.
    init?(_ value: BoltValue) {
        switch value {
        case .int(let number): self = .integer(number)
        case .float(let number) where !number.isNaN: self = .real(number)
        case .string(let text): self = .text(text)
        case .bool(let truth): self = .moment(.truth, truth ? 1 : 0, 0)
        case .date(let date): self = .moment(.date, date.days, 0)
        case .time(let time): self = .moment(.time, time.nanoseconds &- time.offsetSeconds &* 1_000_000_000, 0)
        case .localTime(let time): self = .moment(.localTime, time.nanoseconds, 0)
        case .localDateTime(let time): self = .moment(.localDateTime, time.seconds, time.nanoseconds)
        case .dateTime(let time):
            switch (time.base, time.zone) {
            case (.utc, _): self = .moment(.dateTime, time.seconds, time.nanoseconds)
            case (.local, .offset(let offset)):
                self = .moment(.dateTime, time.seconds &- offset, time.nanoseconds)
            case (.local, .named): return nil
            }
        default: return nil
        }
    }

    /// nil when the two are of different kinds.
    func isLess(than other: OrderedValue) -> Bool? {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): a < b
        case (.real(let a), .real(let b)): a < b
        case (.integer(let a), .real(let b)): Double(a) < b
        case (.real(let a), .integer(let b)): a < Double(b)
        // Swift's own order of texts follows canonical equivalence; servers compare code points.
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.moment(let kind, let a, let a2), .moment(let otherKind, let b, let b2)) where kind == otherKind:
            (a, a2) < (b, b2)
        default: nil
        }
    }
}
