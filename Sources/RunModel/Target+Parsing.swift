/// What is wrong with the text of a target.
public enum TargetSyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not of the form `PATTERN pNN < LIMIT`.
    case form(String)
    case pattern(String)
    case quantile(String)
    case limit(String)

    public var description: String {
        switch self {
        case .form(let text): "'\(text)' is not a target; write it like 'redis.* p99 < 10ms'"
        case .pattern(let text): "'\(text)' is not a pattern; write \(ScenarioPattern.allowed)"
        case .quantile(let text): "'\(text)' is not a quantile; write p1 to p99.9999, e.g. p50, p99, p99.9"
        case .limit(let text): "'\(text)' is not a time limit above 0; write \(DurationSyntax.allowed)"
        }
    }
}

extension Target: CustomStringConvertible {
    /// Reads `redis.* p99 < 10ms`.
    public init(_ text: String) throws(TargetSyntaxError) {
        let sides = text.split(separator: "<", omittingEmptySubsequences: false)
        guard sides.count == 2 else { throw .form(text) }
        let words = sides[0].split(whereSeparator: \.isWhitespace)
        guard words.count == 2 else { throw .form(text) }
        guard let pattern = ScenarioPattern(words[0]) else { throw .pattern(String(words[0])) }
        guard let quantile = Self.quantile(words[1]) else { throw .quantile(String(words[1])) }
        let limitText = sides[1].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let limit = DurationSyntax.nanoseconds(limitText), limit > 0 else { throw .limit(limitText) }
        self.init(pattern: pattern.text, quantile: quantile, limitNanoseconds: limit)
    }

    /// `redis.* p99 < 10ms`, which reads back as an equal target.
    public var description: String {
        "\(pattern) \(Self.quantileName(quantile)) < \(DurationSyntax.text(nanoseconds: limitNanoseconds))"
    }

    /// Whether the budget is about this variant.
    public func applies(to scenario: ScenarioID, variant: String) -> Bool {
        ScenarioPattern(pattern)?.matches(scenario, variant: variant) ?? false
    }

    /// 0.999 of `p99.9`; the decimal point is shifted in the text, so that the result is the Double nearest to it.
    static func quantile(_ text: some StringProtocol) -> Double? {
        guard text.first == "p" else { return nil }
        let parts = text.dropFirst().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let percent = parts.first, (1...2).contains(percent.count), let whole = UInt8(percent), whole >= 1
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard (1...4).contains(fraction.count), UInt32(fraction) != nil else { return nil }
        return Double("0.\(whole < 10 ? "0" : "")\(whole)\(fraction)")
    }

    /// `p99.9` of 0.999.
    public static func quantileName(_ quantile: Double) -> String {
        let text = "\(quantile)"
        guard text.hasPrefix("0."), !text.contains("e") else { return "p\(quantile * 100)" }
        var digits = text.dropFirst(2)
        while digits.count < 2 { digits += "0" }
        let whole = digits.prefix(2).drop { $0 == "0" }
        let fraction = digits.dropFirst(2)
        return "p\(whole.isEmpty ? "0" : whole)\(fraction.isEmpty ? "" : ".")\(fraction)"
    }
}
