/// One option, flag or positional argument, its type erased: what the parser, help, completions and the man page read.
struct ArgumentDefinition: Sendable {
    /// How it appears on the command line.
    enum Form: Sendable {
        case option([ArgumentName], OptionStrategy)
        case flag([FlagChoice], FlagExclusivity)
        case positional(PositionalStrategy)
    }

    enum OptionStrategy: Sendable {
        /// The next word, unless it looks like an option.
        case next
        /// The next word, whatever it looks like.
        case unconditional
        /// Every word up to the next that looks like an option.
        case upToNextOption
    }

    enum PositionalStrategy: Sendable {
        case single, remaining, postTerminator, passthrough
    }

    /// Names of a flag, and what they do to the value so far.
    struct FlagChoice: Sendable {
        var names: [ArgumentName]
        var help: ArgumentHelp?
        var apply: @Sendable (_ current: (any Sendable)?) -> any Sendable
    }

    /// Help and version are flags of every command, without a property.
    enum BuiltIn: Sendable { case help, version }

    /// The path of properties that leads to the value: `connection.redis`.
    var key: String
    var form: Form
    var help: ArgumentHelp
    /// The title of the option group, when it has one.
    var section: String?
    /// The value when the command line says nothing; nil when it must.
    var initial: (any Sendable)?
    var defaultDescription: String?
    var isRepeating = false
    var allowedValues: [String] = []
    var completion = CompletionKind.default
    var builtIn: BuiltIn?
    /// The value after one more word; `current` is nil before the first.
    var update: @Sendable (_ current: (any Sendable)?, _ word: String) throws -> any Sendable = { _, word in word }

    var isRequired: Bool { initial == nil && builtIn == nil }
    var isHidden: Bool { help.visibility == .hidden }

    var isPositional: Bool {
        if case .positional = form { true } else { false }
    }

    var takesValue: Bool {
        if case .flag = form { false } else { true }
    }

    var names: [ArgumentName] {
        switch form {
        case .option(let names, _): names
        case .flag(let choices, _): choices.flatMap(\.names)
        case .positional: []
        }
    }

    var valueName: String {
        if let name = help.valueName { return name }
        if let long = names.first(where: \.isLong), case .long(let name) = long { return name }
        return key.split(separator: ".").last.map { String($0).kebabCased } ?? key
    }

    /// `--count <count>`, `<name>`: how a sentence names the argument.
    var spelling: String {
        guard let name = names.first(where: \.isLong) ?? names.first else { return "<\(valueName)>" }
        return takesValue ? "\(name) <\(valueName)>" : "\(name)"
    }
}

/// A property that stands for arguments.
protocol ArgumentProvider {
    func definitions(property label: String) -> [ArgumentDefinition]
}

/// What a property wrapper holds: a definition before parsing, a value after it.
enum Parsed<Value: Sendable>: Sendable {
    case definition(@Sendable (_ label: String) -> ArgumentDefinition)
    case value(Value)

    /// The value, or the default of a command that was made by `init()` rather than parsed.
    var value: Value {
        switch self {
        case .value(let value): return value
        case .definition(let make):
            guard let value = make("").initial as? Value else {
                // A programming error like an index out of range; a getter cannot throw.
                preconditionFailure("An argument without default was read before its command was parsed")
            }
            return value
        }
    }

    func definitions(property label: String) -> [ArgumentDefinition] {
        guard case .definition(let make) = self else { return [] }
        return [make(label)]
    }
}
