import RunModel
internal import Spelling

/// The keys of one mapping, taken one by one; what nobody took is unknown.
struct Section {
    /// As messages name it, e.g. `scenarios.redis.pipeline`; empty for the top level.
    let path: String
    let file: String
    let mark: SourceMark
    private var entries: [YAMLNode.Entry]
    private var known: [String] = []

    /// Of nothing at all (`scenarios:` with every line below commented out) it is an empty section.
    init(_ node: YAMLNode?, path: String, file: String) throws(ConfigurationError) {
        self.path = path
        self.file = file
        mark = node?.mark ?? SourceMark(line: 1, column: 1)
        switch node?.value {
        case .mapping(let entries): self.entries = entries
        case nil: entries = []
        case .some where node?.isNull == true: entries = []
        case .some:
            // The value is not repeated: it may be a URL with a password, one level too high.
            let found = if case .sequence = node?.value { "a list" } else { "a single value" }
            let problem = ConfigurationError.Problem.wrongType(
                key: path.isEmpty ? "the file" : path, expected: "keys and values", found: found)
            throw ConfigurationError(file: file, mark: mark, problem: problem)
        }
    }

    var name: String { path.isEmpty ? "the top level" : path }

    /// The value of `key`, nil when the file does not have it.
    mutating func take(_ key: String) -> Value? {
        known.append(key)
        guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
        return value(entries.remove(at: index))
    }

    /// Every key that was not taken, where a section may have keys of the user's own.
    mutating func takeRest() -> [(key: String, value: Value)] {
        defer { entries = [] }
        return entries.map { ($0.key, value($0)) }
    }

    private func value(_ entry: YAMLNode.Entry) -> Value {
        Value(
            node: entry.value, key: path.isEmpty ? entry.key : "\(path).\(entry.key)", keyMark: entry.keyMark,
            file: file)
    }

    mutating func section(_ key: String) throws(ConfigurationError) -> Section {
        let path = path.isEmpty ? key : "\(path).\(key)"
        return try Section(take(key)?.node, path: path, file: file)
    }

    /// Refuses the first key that nobody took.
    func finish() throws(ConfigurationError) {
        guard let entry = entries.first else { return }
        throw ConfigurationError(
            file: file, mark: entry.keyMark,
            problem: .unknownKey(
                entry.key, section: name, suggestion: Spelling.nearest(to: entry.key, among: known), allowed: known))
    }

    func missing(_ key: String, why: String) -> ConfigurationError {
        ConfigurationError(file: file, mark: mark, problem: .missingKey(key, section: name, why: why))
    }
}

/// A value with the key that messages name.
struct Value {
    let node: YAMLNode
    let key: String
    let keyMark: SourceMark
    let file: String

    func error(_ problem: ConfigurationError.Problem) -> ConfigurationError {
        ConfigurationError(file: file, mark: node.mark, problem: problem)
    }

    func wrongType(_ expected: String) -> ConfigurationError {
        error(.wrongType(key: key, expected: expected, found: node.kindName))
    }

    func invalid(_ text: String, allowed: String) -> ConfigurationError {
        error(.invalidValue(key: key, value: text, allowed: allowed))
    }

    /// Text, quoted or not; an empty one is refused.
    func text(_ expected: String = "text") throws(ConfigurationError) -> String {
        guard case .scalar(let text, _) = node.value, !node.isNull else { throw wrongType(expected) }
        guard text.contains(where: { !$0.isWhitespace }) else { throw invalid(text, allowed: expected) }
        return text
    }

    func integer(_ range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard case .scalar(let text, isPlain: true) = node.value, let number = Int(text) else {
            throw wrongType(allowed)
        }
        guard range.contains(number) else { throw invalid(text, allowed: allowed) }
        return number
    }

    func boolean() throws(ConfigurationError) -> Bool {
        switch node.value {
        case .scalar("true", isPlain: true): return true
        case .scalar("false", isPlain: true): return false
        default: throw wrongType("true or false")
        }
    }

    func duration(_ range: ClosedRange<Duration>) throws(ConfigurationError) -> Duration {
        let text = try text(DurationSyntax.allowed)
        guard let duration = DurationSyntax.duration(text) else { throw invalid(text, allowed: DurationSyntax.allowed) }
        guard range.contains(duration) else {
            throw invalid(text, allowed: "\(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))")
        }
        return duration
    }

    private static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return DurationSyntax.text(nanoseconds: UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000))
    }

    /// A fraction out of `5%` or `0.5%`.
    func percentage() throws(ConfigurationError) -> Double {
        let allowed = "a percentage above 0% and below 100%, e.g. 2%"
        let text = try text(allowed)
        let number = String(text.dropLast().reversed().drop { $0 == " " }.reversed())
        guard text.hasSuffix("%"), let percent = Double(number), percent > 0, percent < 100,
            number.allSatisfy({ ("0"..."9").contains($0) || $0 == "." })
        else { throw invalid(text, allowed: allowed) }
        return percent / 100
    }

    /// A label or property: it stands between backticks in Cypher, so that it must not have one.
    func identifier() throws(ConfigurationError) -> String {
        let allowed = "letters, digits and underscore, not beginning with a digit, at most 100"
        let text = try text(allowed)
        guard GraphIdentifier.isValid(text) else { throw invalid(text, allowed: allowed) }
        return text
    }

    /// A list, or one item in its place.
    func list<Item>(
        of what: String, _ item: (Value) throws(ConfigurationError) -> Item
    ) throws(ConfigurationError) -> [Item] {
        switch node.value {
        case .sequence(let nodes):
            var items: [Item] = []
            for (index, node) in nodes.enumerated() {
                items.append(try item(Value(node: node, key: "\(key)[\(index)]", keyMark: keyMark, file: file)))
            }
            return items
        case .scalar where !node.isNull: return [try item(self)]
        case .scalar, .mapping: throw wrongType("a list of \(what)")
        }
    }

    func parameter() throws(ConfigurationError) -> ParameterValue {
        guard case .scalar(let text, let isPlain) = node.value, !node.isNull else {
            throw wrongType("text, a number, true or false")
        }
        guard isPlain else { return .string(text) }
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if let number = Int64(text) { return .integer(number) }
        // "nan" and "infinity" are words here.
        if text.allSatisfy({ "+-.eE0123456789".contains($0) }), let number = Double(text), number.isFinite {
            return .double(number)
        }
        return .string(text)
    }

    /// Of whole scenarios.
    func pattern() throws(ConfigurationError) -> ScenarioPattern {
        let text = try text(ScenarioPattern.allowedForWhole)
        guard let pattern = ScenarioPattern(whole: text) else {
            throw invalid(text, allowed: ScenarioPattern.allowedForWhole)
        }
        return pattern
    }
}
