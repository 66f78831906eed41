/// The help of one command.
struct HelpText {
    private let configuration: CommandConfiguration
    private let set: ArgumentSet
    private let names: [String]

    /// - Parameter names: the command with its parents, as typed.
    init(path: [any ParsableArguments.Type], names: [String]) {
        self.names = names
        if let command = path.last {
            configuration = (command as? any ParsableCommand.Type)?.configuration ?? CommandConfiguration()
            set = ArgumentSet(command)
        } else {
            configuration = CommandConfiguration()
            set = ArgumentSet(NoArguments.self)
        }
    }

    private struct NoArguments: ParsableArguments {}

    func text(columns: Int) -> String {
        let width = max(40, columns)
        var parts: [String] = []
        if !configuration.abstract.isEmpty {
            parts.append(hanging("OVERVIEW: ", configuration.abstract, indent: 0, width: width))
        }
        if !configuration.discussion.isEmpty {
            parts.append(WrappedText.indented(configuration.discussion, by: 0, width: width))
        }
        parts.append(hanging("USAGE: ", usage(width: width - 7), indent: 7, width: width))
        parts += sections.map { title, rows in
            ([title.uppercased() + ":"] + rows.map { row($0.label, $0.text, width: width) }).joined(separator: "\n")
        }
        if !configuration.allSubcommands.isEmpty, let root = names.first {
            let path = ([root, "help"] + names.dropFirst() + ["<subcommand>"]).joined(separator: " ")
            parts.append(WrappedText.indented("See '\(path)' for detailed information.", by: 2, width: width))
        }
        return parts.joined(separator: "\n\n")
    }

    // MARK: Usage

    /// The command with its arguments in brackets where they may be absent.
    private func usage(width: Int) -> String {
        let name = names.joined(separator: " ")
        if let usage = configuration.usage { return usage }
        let positionals = set.visible.filter(\.isPositional).map(synopsis)
        let required = set.visible.filter { !$0.isPositional && $0.isRequired }.map(synopsis)
        let optional = set.visible.filter { !$0.isPositional && !$0.isRequired && $0.builtIn == nil }
        let options = optional.count > 4 ? ["[<options>]"] : optional.map(synopsis)
        let subcommand =
            configuration.allSubcommands.isEmpty
            ? [] : [configuration.defaultSubcommand == nil ? "<subcommand>" : "[<subcommand>]"]
        return ([name] + required + options + positionals + subcommand).joined(separator: " ")
    }

    private func synopsis(_ definition: ArgumentDefinition) -> String {
        var text =
            switch definition.form {
            case .option: definition.spelling
            case .flag(let choices, _):
                choices.compactMap { choice in
                    (choice.names.first(where: \.isLong) ?? choice.names.first)?.description
                }.joined(separator: " | ")
            case .positional(.postTerminator): "-- <\(definition.valueName)>"
            case .positional: "<\(definition.valueName)>"
            }
        if definition.isRepeating, definition.takesValue { text += " ..." }
        return definition.isRequired ? text : "[\(text)]"
    }

    // MARK: Sections

    private struct Row {
        var label: String
        var text: String
    }

    private var sections: [(title: String, rows: [Row])] {
        let visible = set.visible
        let own = visible.filter { $0.section == nil }
        var titles: [String] = []
        for definition in visible {
            if let title = definition.section, !titles.contains(title) { titles.append(title) }
        }
        var sections: [(title: String, rows: [Row])] = [("Arguments", own.filter(\.isPositional).flatMap(rows))]
        sections.append(("Options", own.filter { !$0.isPositional }.flatMap(rows)))
        sections += titles.map { title in (title, visible.filter { $0.section == title }.flatMap(rows)) }
        sections.append(("Subcommands", rows(configuration.subcommands)))
        sections += configuration.groupedSubcommands.map { ("\($0.name) subcommands", rows($0.subcommands)) }
        return sections.filter { !$0.rows.isEmpty }
    }

    private func rows(_ commands: [any ParsableCommand.Type]) -> [Row] {
        commands.filter { $0.configuration.shouldDisplay }.map { command in
            let isDefault = configuration.defaultSubcommand.map { $0 == command } ?? false
            return Row(
                label: ([command.name] + command.configuration.aliases).joined(separator: ", "),
                text: command.configuration.abstract + (isDefault ? " (default)" : ""))
        }
    }

    private func rows(_ definition: ArgumentDefinition) -> [Row] {
        let text = Self.description(of: definition)
        switch definition.form {
        case .option(let names, _):
            return [
                Row(label: names.map(\.description).joined(separator: ", ") + " <\(definition.valueName)>", text: text)
            ]
        case .positional:
            return [Row(label: "<\(definition.valueName)>", text: text)]
        case .flag(let choices, _):
            let hasHelpOfItsOwn = choices.contains { $0.help != nil }
            guard hasHelpOfItsOwn else {
                let label = choices.map { $0.names.map(\.description).joined(separator: ", ") }
                return [Row(label: label.joined(separator: "/"), text: text)]
            }
            return choices.map { choice in
                Row(label: choice.names.map(\.description).joined(separator: ", "), text: choice.help?.abstract ?? text)
            }
        }
    }

    /// The abstract with values and default, and the discussion below it.
    static func description(of definition: ArgumentDefinition) -> String {
        var notes: [String] = []
        if !definition.allowedValues.isEmpty {
            notes.append("values: \(definition.allowedValues.joined(separator: ", "))")
        }
        if let description = definition.defaultDescription, !description.isEmpty {
            notes.append("default: \(description)")
        }
        var text = definition.help.abstract
        if !notes.isEmpty { text += (text.isEmpty ? "" : " ") + "(\(notes.joined(separator: "; ")))" }
        if !definition.help.discussion.isEmpty { text += "\n" + definition.help.discussion }
        return text
    }

    // MARK: Layout

    /// A label, and its text in a column of its own; below the label when that is too wide.
    private func row(_ label: String, _ text: String, width: Int) -> String {
        let column = width < 72 ? 20 : 26
        let label = "  " + label
        guard !text.isEmpty else { return label }
        let body = WrappedText.indented(text, by: column, width: width)
        guard label.count + 2 <= column else { return label + "\n" + body }
        return label + body.dropFirst(label.count)
    }

    private func hanging(_ title: String, _ text: String, indent: Int, width: Int) -> String {
        let lines = WrappedText.lines(text, width: width - title.count)
        guard let first = lines.first else { return title }
        let margin = String(repeating: " ", count: indent)
        return ([title + first] + lines.dropFirst().map { margin + $0 }).joined(separator: "\n")
    }
}

extension ParsableCommand {
    /// The help of this root command.
    /// - Parameter columns: the width of the terminal.
    public static func helpMessage(columns: Int? = nil) -> String {
        helpMessage(for: Self.self, columns: columns)
    }

    /// The help of a command of this root's tree.
    public static func helpMessage(for subcommand: any ParsableCommand.Type, columns: Int? = nil) -> String {
        let path = path(to: subcommand) ?? [subcommand]
        return HelpText(path: path, names: path.map { $0.name }).text(columns: columns ?? 80)
    }

    private static func path(to command: any ParsableCommand.Type) -> [any ParsableCommand.Type]? {
        if command == Self.self { return [Self.self] }
        for subcommand in configuration.allSubcommands {
            if let path = subcommand.path(to: command) { return [Self.self] + path }
        }
        return nil
    }
}
