/// The arguments of one command, in the order of its properties, option groups included.
struct ArgumentSet: Sendable {
    var definitions: [ArgumentDefinition]
    private var byName: [ArgumentName: (definition: Int, choice: Int)] = [:]

    init(_ type: any ParsableArguments.Type) {
        definitions = Self.definitions(of: type.init())
        var taken = Set(definitions.flatMap(\.names))
        if let command = type as? any ParsableCommand.Type, !command.configuration.version.isEmpty {
            append(.version, names: [.long("version")], help: "Show the version.", unless: &taken)
        }
        append(.help, names: [.short("h"), .long("help")], help: "Show help information.", unless: &taken)
        for (index, definition) in definitions.enumerated() {
            for (choice, names) in definition.namesByChoice.enumerated() {
                for name in names where byName[name] == nil { byName[name] = (index, choice) }
            }
        }
    }

    var positionals: [ArgumentDefinition] { definitions.filter(\.isPositional) }
    var visible: [ArgumentDefinition] { definitions.filter { !$0.isHidden } }

    /// The names that a suggestion may offer.
    var suggestibleNames: [String] {
        visible.flatMap(\.names).filter(\.isLong).map(\.description)
    }

    func lookup(_ name: ArgumentName) -> (definition: ArgumentDefinition, choice: Int)? {
        byName[name].map { (definitions[$0.definition], $0.choice) }
    }

    static func definitions(of arguments: any ParsableArguments) -> [ArgumentDefinition] {
        Mirror(reflecting: arguments).children.flatMap { child -> [ArgumentDefinition] in
            guard let provider = child.value as? any ArgumentProvider, let label = child.label else { return [] }
            // The storage of a wrapped property `name` is called `_name`.
            return provider.definitions(property: String(label.drop { $0 == "_" }))
        }
    }

    private mutating func append(
        _ builtIn: ArgumentDefinition.BuiltIn, names: [ArgumentName], help: ArgumentHelp,
        unless taken: inout Set<ArgumentName>
    ) {
        let free = names.filter { taken.insert($0).inserted }
        guard !free.isEmpty else { return }
        definitions.append(
            ArgumentDefinition(
                key: "", form: .flag([.init(names: free) { _ in true }], .chooseLast), help: help, builtIn: builtIn))
    }
}

extension ArgumentDefinition {
    fileprivate var namesByChoice: [[ArgumentName]] {
        switch form {
        case .option(let names, _): [names]
        case .flag(let choices, _): choices.map(\.names)
        case .positional: []
        }
    }
}
