/// How people write a time limit: `10ms`, `1.5s`, `250us` or `250µs`, `40ns`, `2min`.
public enum DurationSyntax {
    /// For messages and help.
    public static let allowed = "a number and ns, us, µs, ms, s or min, e.g. 250us, 1.5s"

    /// Both code points that keyboards give for µ are known.
    private static let units: [(name: String, nanoseconds: UInt64)] = [
        ("min", 60_000_000_000), ("ms", 1_000_000), ("us", 1000), ("\u{b5}s", 1000), ("\u{3bc}s", 1000), ("ns", 1),
        ("s", 1_000_000_000),
    ]

    /// Nanoseconds, exactly; nil when it is not a duration, finer than a nanosecond or longer than UInt64 holds.
    /// A space may stand before the unit.
    public static func nanoseconds(_ text: some StringProtocol) -> UInt64? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unitText = text[number.endIndex...].drop { $0 == " " }
        guard let unit = units.first(where: { unitText.unicodeScalars.elementsEqual($0.name.unicodeScalars) })
        else { return nil }
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let wholeText = parts.first, let whole = UInt64(wholeText) else { return nil }
        var (total, overflow) = whole.multipliedReportingOverflow(by: unit.nanoseconds)
        guard !overflow else { return nil }
        guard parts.count == 2 else { return total }

        let digits = parts[1]
        guard (1...18).contains(digits.count), let fraction = UInt64(digits) else { return nil }
        let scale = (0..<digits.count).reduce(UInt64(1)) { power, _ in power * 10 }
        let (high, low) = fraction.multipliedFullWidth(by: unit.nanoseconds)
        // fraction < scale, so that high < scale and the division cannot overflow.
        let (nanoseconds, remainder) = scale.dividingFullWidth((high, low))
        guard remainder == 0 else { return nil }
        (total, overflow) = total.addingReportingOverflow(nanoseconds)
        return overflow ? nil : total
    }

    /// As `nanoseconds(_:)`; nil also beyond Int64.
    public static func duration(_ text: some StringProtocol) -> Duration? {
        nanoseconds(text).flatMap(Int64.init(exactly:)).map(Duration.nanoseconds)
    }

    /// The exact text in the largest of ns, µs, ms, s that is not above it: `10ms`, `1.5s`; 0 is `0s`.
    public static func text(nanoseconds: UInt64) -> String {
        let printed: [(name: String, nanoseconds: UInt64, digits: Int)] = [
            ("s", 1_000_000_000, 9), ("ms", 1_000_000, 6), ("µs", 1000, 3),
        ]
        guard nanoseconds > 0 else { return "0s" }
        guard let unit = printed.first(where: { nanoseconds >= $0.nanoseconds }) else { return "\(nanoseconds)ns" }
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: unit.nanoseconds)
        guard rest > 0 else { return "\(whole)\(unit.name)" }
        var fraction = String(rest)
        fraction = String(repeating: "0", count: unit.digits - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(whole).\(fraction)\(unit.name)"
    }
}
