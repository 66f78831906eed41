internal import Spelling

/// Reads the words of one command: its options, flags and positional arguments, up to the name of a subcommand.
struct LevelParser {
    /// Why reading stopped.
    enum Stop {
        case end
        case subcommand(any ParsableCommand.Type)
        case help
        case helpCommand
        case version
    }

    private let set: ArgumentSet
    private let configuration: CommandConfiguration
    private let positionals: [ArgumentDefinition]
    /// What is not read yet.
    private(set) var rest: ArraySlice<String>
    private var values: [String: any Sendable] = [:]
    /// The name under which a flag was given, to tell contradictions.
    private var flagNames: [String: (choice: Int, name: String)] = [:]
    private var words: [String] = []
    private var wordsAfterTerminator: [String] = []

    init(_ command: any ParsableArguments.Type, words: ArraySlice<String>) {
        set = ArgumentSet(command)
        configuration = (command as? any ParsableCommand.Type)?.configuration ?? CommandConfiguration()
        positionals = set.positionals
        rest = words
    }

    /// Where help was asked for although something before it is wrong: help is what the user wants.
    var asksForHelpLater: Bool {
        guard !positionals.contains(where: { $0.form.isPassthrough }) else { return false }
        return rest.prefix { $0 != "--" }.contains { word in
            (word == "-h" || word == "--help")
                && Name(word).flatMap { set.lookup($0.argument) }?.definition.builtIn == .help
        }
    }

    mutating func read() throws -> Stop {
        while let word = rest.first {
            if word == "--" {
                if captures { break }
                if let subcommand = configuration.defaultSubcommand { return .subcommand(subcommand) }
                wordsAfterTerminator = Array(rest.dropFirst())
                rest = []
            } else if looksLikeOption(word) {
                guard let name = Name(word), set.lookup(name.argument) != nil else {
                    if captures { break }
                    if let subcommand = configuration.defaultSubcommand { return .subcommand(subcommand) }
                    throw unknownOption(word)
                }
                if let builtIn = try readOption(name) { return builtIn }
            } else {
                if words.isEmpty, let stop = try readSubcommand(word) { return stop }
                if captures { break }
                words.append(rest.removeFirst())
            }
        }
        words += rest
        rest = []
        return .end
    }

    /// The values of all arguments, or what is missing.
    mutating func finish() throws -> [String: any Sendable] {
        try assignPositionals()
        for definition in set.definitions where values[definition.key] == nil && definition.builtIn == nil {
            guard let initial = definition.initial else {
                throw ParserError.missingArgument(Self.requirement(definition))
            }
            values[definition.key] = initial
        }
        return values
    }

    /// `--on' or '--off`: one of the names of a flag, or the argument itself.
    private static func requirement(_ definition: ArgumentDefinition) -> String {
        guard case .flag(let choices, _) = definition.form else { return definition.spelling }
        return choices.compactMap { $0.names.first?.description }.joined(separator: "' or '")
    }

    // MARK: Options

    /// A word such as `--name=value` or `-nvalue`, taken apart.
    private struct Name {
        var argument: ArgumentName
        /// What stands behind the name in the same word; for short names flags or a value.
        var attached: String?

        init?(_ word: String) {
            if word.hasPrefix("--") {
                // By scalars: a combining mark after the sign would hide it in a character.
                let body = word.unicodeScalars.dropFirst(2)
                let sign = body.firstIndex(of: "=")
                argument = .long(String(body[..<(sign ?? body.endIndex)]))
                attached = sign.map { String(body[body.index(after: $0)...]) }
            } else {
                guard let character = word.dropFirst().first else { return nil }
                argument = .short(character)
                let tail = word.dropFirst(2)
                attached = tail.isEmpty ? nil : String(tail)
            }
        }
    }

    private func looksLikeOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.count > 1 else { return false }
        let second = word[word.index(after: word.startIndex)]
        let mayBeNumber = (second.isASCII && second.isNumber) || second == "."
        return !(mayBeNumber && Double(word) != nil && set.lookup(.short(second)) == nil)
    }

    /// - Returns: the stop, when it was the flag of help or version.
    private mutating func readOption(_ name: Name) throws -> Stop? {
        guard let (definition, choice) = set.lookup(name.argument) else {
            throw unknownOption("\(name.argument)")
        }
        rest.removeFirst()
        switch definition.form {
        case .option(_, let strategy):
            try readValue(of: definition, attached: name, strategy)
        case .flag(let choices, let exclusivity):
            if let attached = name.attached {
                guard !name.argument.isLong, !attached.hasPrefix("=") else {
                    throw ParserError.unwantedValue(
                        option: "\(name.argument)", value: String(attached.drop { $0 == "=" }))
                }
                // A cluster: what follows is the next short name.
                let next = "-" + attached
                guard let nextName = Name(next), set.lookup(nextName.argument) != nil else {
                    throw unknownOption("-\(attached.prefix(1))")
                }
                rest = [next] + rest
            }
            switch definition.builtIn {
            case .help: return .help
            case .version: return .version
            case nil: try set(definition, choices, choice, exclusivity, name: "\(name.argument)")
            }
        case .positional:
            break
        }
        return nil
    }

    private mutating func readValue(
        of definition: ArgumentDefinition, attached name: Name, _ strategy: ArgumentDefinition.OptionStrategy
    ) throws {
        if let attached = name.attached {
            let isAssignment = !name.argument.isLong && attached.unicodeScalars.first == "="
            try update(definition, with: isAssignment ? String(attached.unicodeScalars.dropFirst()) : attached)
            return
        }
        guard let next = rest.first, strategy == .unconditional || !(looksLikeOption(next) || next == "--") else {
            let next = rest.first.flatMap { Name($0) == nil || $0 == "--" ? nil : $0 }
            let isKnown = next.flatMap { Name($0) }.map { set.lookup($0.argument) != nil } ?? true
            throw ParserError.missingValue(option: definition.spelling, next: isKnown ? nil : next)
        }
        try update(definition, with: rest.removeFirst())
        guard strategy == .upToNextOption else { return }
        while let next = rest.first, next != "--", !looksLikeOption(next) {
            try update(definition, with: rest.removeFirst())
        }
    }

    private mutating func set(
        _ definition: ArgumentDefinition, _ choices: [ArgumentDefinition.FlagChoice], _ choice: Int,
        _ exclusivity: FlagExclusivity, name: String
    ) throws {
        if let earlier = flagNames[definition.key], earlier.choice != choice {
            switch exclusivity.rule {
            case .exclusive: throw ParserError.contradiction(first: earlier.name, second: name)
            case .chooseFirst: return
            case .chooseLast: break
            }
        }
        flagNames[definition.key] = (choice, name)
        values[definition.key] = choices[choice].apply(values[definition.key])
    }

    private func unknownOption(_ word: String) -> ParserError {
        let name = String(word.prefix { $0 != "=" })
        let home = configuration.allSubcommands.first { subcommand in
            guard let name = Name(word) else { return false }
            return ArgumentSet(subcommand).lookup(name.argument) != nil
        }
        if let home { return .misplacedOption(name, subcommand: home.name) }
        let candidates = set.suggestibleNames
        let doubled = name.hasPrefix("--") ? name : "-" + name
        return .unknownOption(
            name, suggestion: name.count > 2 ? Spelling.nearest(to: doubled, among: candidates) : nil)
    }

    // MARK: Words

    /// Whether the next word belongs to an argument that takes everything.
    private var captures: Bool {
        guard let index = positionals.firstIndex(where: { $0.form.isPassthrough }) else { return false }
        return words.count >= index
    }

    private mutating func readSubcommand(_ word: String) throws -> Stop? {
        let subcommands = configuration.allSubcommands
        guard !subcommands.isEmpty else { return nil }
        if let subcommand = subcommands.first(where: { $0.answers(to: word) }) {
            rest.removeFirst()
            return .subcommand(subcommand)
        }
        if word == "help" {
            rest.removeFirst()
            return .helpCommand
        }
        if let subcommand = configuration.defaultSubcommand { return .subcommand(subcommand) }
        guard positionals.isEmpty else { return nil }
        throw ParserError.unknownSubcommand(word, among: subcommands)
    }

    private mutating func assignPositionals() throws {
        var words = self.words[...]
        let hasPostTerminator = positionals.contains { $0.form.isPostTerminator }
        if !hasPostTerminator { words += wordsAfterTerminator }
        for definition in positionals {
            switch definition.form {
            case .positional(.single):
                if let word = words.popFirst() { try update(definition, with: word) }
            case .positional(.remaining), .positional(.passthrough):
                for word in words { try update(definition, with: word) }
                words = []
            case .positional(.postTerminator):
                for word in wordsAfterTerminator { try update(definition, with: word) }
            case .option, .flag:
                break
            }
        }
        if !words.isEmpty { throw ParserError.unexpectedArguments(Array(words)) }
    }

    private mutating func update(_ definition: ArgumentDefinition, with word: String) throws {
        do {
            values[definition.key] = try definition.update(values[definition.key], word)
        } catch {
            let reason: String? = if let invalid = error as? InvalidWord { invalid.expectedText } else { "\(error)" }
            throw ParserError.invalidValue(
                word, argument: definition.spelling, reason: definition.allowedValues.isEmpty ? reason : nil,
                allowed: definition.allowedValues)
        }
    }
}

extension InvalidWord {
    fileprivate var expectedText: String? { expected.map { "expected \($0)" } }
}

extension ParserError {
    static func unknownSubcommand(_ word: String, among subcommands: [any ParsableCommand.Type]) -> ParserError {
        let shown = subcommands.filter { $0.configuration.shouldDisplay }
        let names = shown.flatMap { [$0.name] + $0.configuration.aliases }
        return .unknownSubcommand(
            word, suggestion: Spelling.nearest(to: word, among: names), all: shown.map { $0.name })
    }
}

extension ArgumentDefinition.Form {
    fileprivate var isPassthrough: Bool {
        if case .positional(.passthrough) = self { true } else { false }
    }

    fileprivate var isPostTerminator: Bool {
        if case .positional(.postTerminator) = self { true } else { false }
    }
}
