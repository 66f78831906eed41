/// What can be read from the details of a plan's operators: enough to name an index, no more.
///
/// The texts come from servers of any version: what does not have the expected form gives nil.
enum CypherText {
    struct LabelledNode: Equatable {
        var variable: String
        var label: String
    }

    /// `n:NarrativeNode`, also in parentheses or between backticks; nil with several labels, where the choice is
    /// the reader's.
    static func labelledNode(in details: String) -> LabelledNode? {
        let parts = details.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        guard let variable = parts[0].split(whereSeparator: { !isWord($0) }).last,
            let label = leadingName(parts[1])
        else { return nil }
        let rest = parts[1].drop { $0 == "`" || $0 == " " }.dropFirst(label.count).first
        guard rest != "|", rest != "&" else { return nil }
        return LabelledNode(variable: String(variable), label: label)
    }

    /// The first property of `variable` that a predicate compares, e.g. `session_id` of `n.session_id = $session`
    /// (Neo4j also writes `cache[n.session_id]`), in a way that a range index serves: not `<>`, not `=~`, and no
    /// property inside a function.
    static func comparedProperty(of variable: String, in predicate: String) -> String? {
        let comparisons = ["=", "<", ">", "IN ", "STARTS WITH "]
        var rest = predicate[...]
        var before: Character?
        while !rest.isEmpty {
            let name = rest.prefix(while: isWord)
            guard !name.isEmpty else {
                before = rest.removeFirst()
                continue
            }
            rest = rest.dropFirst(name.count)
            let isOwn = name == variable && rest.first == "." && before != "."
            if isOwn, let property = leadingName(rest.dropFirst()) {
                let after = rest.dropFirst(1 + property.count).drop { $0 == " " || $0 == "]" || $0 == "`" }
                let next = after.prefix(12).uppercased()
                let isNoRange = next.hasPrefix("<>") || next.hasPrefix("=~")
                if !isNoRange, comparisons.contains(where: next.hasPrefix) { return property }
            }
            before = name.last
        }
        return nil
    }

    /// Whether a relationship pattern has no upper bound: `*`, `*1..`, `{1, *}`; not `*5`, `*..5`, `*1..5`.
    static func hasUnboundedRepetition(_ pattern: String) -> Bool {
        var rest = pattern[...]
        while let star = rest.firstIndex(of: "*") {
            rest = rest[rest.index(after: star)...]
            let afterMinimum = rest.drop { $0.isNumber || $0 == " " }
            let hasMinimum = rest.prefix { $0.isNumber || $0 == " " }.contains(where: \.isNumber)
            guard afterMinimum.hasPrefix("..") else {
                if hasMinimum { continue }
                return true
            }
            let maximum = afterMinimum.dropFirst(2).drop { $0 == " " }
            if maximum.first?.isNumber != true { return true }
        }
        return false
    }

    private static func leadingName(_ text: Substring) -> String? {
        let name = text.drop { $0 == "`" || $0 == " " }.prefix(while: isWord)
        return name.isEmpty ? nil : String(name)
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
