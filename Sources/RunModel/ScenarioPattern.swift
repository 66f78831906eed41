/// Which scenarios, or variants of them, something is about: `redis.*`, `graph.index`, `graph.index/index`.
///
/// `*` stands for any characters. Without a `/` part every variant is meant.
public struct ScenarioPattern: Sendable, Hashable, CustomStringConvertible {
    /// For messages and help.
    public static let allowed =
        "a scenario's name with * for any characters and optionally /variant, e.g. redis.* or graph.index/index"
    /// For messages about what concerns whole scenarios.
    public static let allowedForWhole = "a scenario's name with * for any characters, e.g. graph.index or redis.*"

    /// As it was written.
    public let text: String
    private let scenario: [UInt8]
    private let variant: [UInt8]?

    public var description: String { text }

    /// Nil when `text` has something else than ASCII letters, digits, `.`, `-`, `_`, `*`, one `/` between two parts.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ Self.isName($0) }) else { return nil }
        self.text = String(text)
        scenario = Array(parts[0].utf8)
        variant = parts.count == 2 ? Array(parts[1].utf8) : nil
    }

    /// Nil also when `text` is about one variant.
    public init?(whole text: some StringProtocol) {
        self.init(text)
        guard variant == nil else { return nil }
    }

    private static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 100
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "*"):
                    true
                default: false
                }
            }
    }

    /// Whether the scenario is meant, in at least one variant.
    public func matches(_ id: ScenarioID) -> Bool {
        Self.matches(scenario, Array(id.rawValue.utf8))
    }

    public func matches(_ id: ScenarioID, variant name: String) -> Bool {
        matches(id) && variant.map { Self.matches($0, Array(name.utf8)) } ?? true
    }

    /// Glob matching that goes back to the last star only, so in at most pattern × text steps.
    private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var (p, t) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                p = last.pattern + 1
                t = last.text + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
