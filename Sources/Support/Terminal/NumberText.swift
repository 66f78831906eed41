/// Numbers as people read them; Foundation's formatters would cost start-up time and depend on the locale.
public enum NumberText {
    /// Shown where a figure does not exist: never 0.
    public static let absent = "—"
    static let minus = "−"

    /// `12,480`.
    public static func count(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return value < 0 ? minus + grouped : grouped
    }

    /// With a fixed number of decimals (at most 9) and grouped thousands; rounds half away from zero.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return absent }
        let decimals = min(max(0, decimals), 9)
        let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled < 9e15 else { return "\(value)" }
        let units = Int64(scaled)
        let whole = count(units / Int64(scale))
        let sign = value < 0 && units != 0 ? minus : ""
        guard decimals > 0 else { return sign + whole }
        let fraction = String(units % Int64(scale))
        return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// Decimals that show `digits` significant digits of `value`: 2 for 9.41, 0 for 941.
    public static func decimals(for value: Double, digits: Int = 3) -> Int {
        guard value.isFinite, value != 0 else { return 0 }
        var decimals = digits - 1
        var limit = 10.0
        // 9.996 shows as 10.0, so the rounded value decides.
        while decimals > 0, rounded(value.magnitude, decimals: decimals) >= limit {
            decimals -= 1
            limit *= 10
        }
        limit = 1.0
        while value.magnitude < limit, decimals < 9, rounded(value.magnitude, decimals: decimals) < limit {
            decimals += 1
            limit /= 10
        }
        return decimals
    }

    /// Three significant digits; what is larger keeps its magnitude with zeros: `23,500`.
    public static func significant(_ value: Double, digits: Int = 3) -> String {
        fixed(roundedToSignificant(value, digits: digits), decimals: decimals(for: value, digits: digits))
    }

    /// `14.2×`.
    public static func ratio(_ value: Double) -> String { value.isFinite ? significant(value) + "×" : absent }

    /// A relative change with its sign: 0.051 → `+5.1 %`.
    public static func change(_ relative: Double) -> String {
        relative.isFinite ? signedPercentDigits(relative) + " %" : absent
    }

    /// The digits of `change`, for intervals that name the unit once.
    public static func signedPercentDigits(_ relative: Double) -> String {
        let text = percentDigits(relative)
        return text.hasPrefix(minus) || !text.contains(where: { ("1"..."9").contains($0) }) ? text : "+" + text
    }

    /// Without a sign for what is not negative: 0.02 → `2.0 %`.
    public static func percent(_ share: Double) -> String { share.isFinite ? percentDigits(share) + " %" : absent }

    private static func percentDigits(_ share: Double) -> String {
        // Beyond a hundredfold the digits say nothing.
        guard share.magnitude < 1000 else { return (share < 0 ? minus : "") + "≥100,000" }
        return fixed(share * 100, decimals: (share * 100).magnitude < 99.95 ? 1 : 0)
    }

    /// `34.3k/s`.
    public static func rate(_ perSecond: Double) -> String { scaled(perSecond) + "/s" }

    /// `34.3k`: three significant digits with a decimal prefix.
    public static func scaled(_ value: Double) -> String {
        guard value.isFinite else { return absent }
        var rest = roundedToSignificant(value, digits: 3)
        for suffix in ["", "k", "M", "G"] {
            if rest.magnitude < 999.5 { return significant(rest) + suffix }
            rest /= 1000
        }
        return significant(rest) + "T"
    }

    /// `1.2 MiB`, in powers of 1024.
    public static func bytes(_ count: some BinaryInteger) -> String {
        guard count.magnitude >= 1024 else { return "\(self.count(count)) B" }
        var rest = Double(count)
        for unit in ["KiB", "MiB", "GiB"] {
            rest /= 1024
            if rest.magnitude < 1023.95 { return "\(fixed(rest, decimals: 1)) \(unit)" }
        }
        return "\(fixed(rest / 1024, decimals: 1)) TiB"
    }

    static func rounded(_ value: Double, decimals: Int) -> Double {
        let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        return (value * scale).rounded() / scale
    }

    static func roundedToSignificant(_ value: Double, digits: Int) -> Double {
        guard value.isFinite else { return value }
        var step = 1.0
        var limit = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        while value.magnitude >= limit, step < 1e300 {
            step *= 10
            limit *= 10
        }
        return step == 1 ? value : (value / step).rounded() * step
    }
}
