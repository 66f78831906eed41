public import RunModel
internal import Spelling

/// Every scenario there is, in the order in which they are shown and measured.
public enum Catalogue {
    public static let scenarios: [any Scenario] = [
        PipelineScenario(),
        PoolScenario(),
        IndexScenario(),
        LimitScenario(),
        ConcurrentScenario(),
    ]

    /// - Throws: when no scenario is meant.
    public static func check(_ pattern: ScenarioPattern) throws(UnknownScenario) {
        guard scenarios.contains(where: { pattern.matches($0.id) }) else { throw UnknownScenario(text: pattern.text) }
    }

    /// Those whose names match any of `patterns` (all for none), or the first pattern that matches nothing.
    public static func select(_ patterns: [ScenarioPattern]) throws(UnknownScenario) -> [any Scenario] {
        for pattern in patterns { try check(pattern) }
        return patterns.isEmpty
            ? scenarios : scenarios.filter { scenario in patterns.contains { $0.matches(scenario.id) } }
    }
}

public struct UnknownScenario: Error, Sendable, Equatable, CustomStringConvertible {
    public let text: String

    public var description: String {
        let names = Catalogue.scenarios.map(\.id.rawValue)
        let advice =
            Spelling.nearest(to: text, among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", "))."
        return "There is no scenario '\(text)'; \(advice)"
    }
}
