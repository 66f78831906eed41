public import Configuration
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

    /// - Parameter settings: some variants are named after them.
    /// - Throws: when no variant of any scenario is meant.
    public static func check(_ pattern: ScenarioPattern, _ settings: ScenarioSettings) throws(PatternError) {
        let variants = try meant(by: pattern).flatMap { scenario in
            scenario.variantNames(settings).map { (scenario: scenario.id, name: $0) }
        }
        guard variants.contains(where: { pattern.matches($0.scenario, variant: $0.name) }) else {
            throw .noVariant(pattern, known: variants.map { "\($0.scenario)/\($0.name)" })
        }
    }

    /// Those whose names match any of `patterns`, all for none.
    ///
    /// - Throws: for the first pattern that matches nothing.
    public static func select(_ patterns: [ScenarioPattern]) throws(PatternError) -> [any Scenario] {
        var meant: Set<ScenarioID> = []
        for pattern in patterns { meant.formUnion(try self.meant(by: pattern).map(\.id)) }
        return patterns.isEmpty ? scenarios : scenarios.filter { meant.contains($0.id) }
    }

    private static func meant(by pattern: ScenarioPattern) throws(PatternError) -> [any Scenario] {
        let meant = scenarios.filter { pattern.matches($0.id) }
        guard !meant.isEmpty else { throw .noScenario(pattern) }
        return meant
    }
}

/// Why a pattern is of no use.
public enum PatternError: Error, Sendable, Equatable, CustomStringConvertible {
    case noScenario(ScenarioPattern)
    /// - Parameter known: what there is of the scenarios that are meant, as one would write it.
    case noVariant(ScenarioPattern, known: [String])

    public var description: String {
        switch self {
        case .noScenario(let pattern):
            "There is no scenario '\(pattern)'; \(Self.advice(pattern, Catalogue.scenarios.map(\.id.rawValue)))"
        case .noVariant(let pattern, let known):
            "There is no variant '\(pattern)'; \(Self.advice(pattern, known))"
        }
    }

    private static func advice(_ pattern: ScenarioPattern, _ names: [String]) -> String {
        Spelling.nearest(to: pattern.text, among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", "))."
    }
}
