internal import Arguments
internal import Configuration
internal import RunModel
internal import Scenarios

/// Which scenarios an invocation is about.
enum ScenarioSelection {
    static let completion = CompletionKind.list(Catalogue.scenarios.map(\.id.rawValue))

    /// Those that `words` name, or without words those that the settings name.
    static func select(_ words: [String], settings: Settings) throws -> [any Scenario] {
        let patterns = try words.map { word in
            guard let pattern = ScenarioPattern(whole: word) else {
                throw UsageError("'\(word)' is not a scenario; write \(ScenarioPattern.allowedForWhole).")
            }
            return pattern
        }
        do {
            return try Catalogue.select(words.isEmpty ? settings.run : patterns)
        } catch {
            throw UsageError(error)
        }
    }
}
