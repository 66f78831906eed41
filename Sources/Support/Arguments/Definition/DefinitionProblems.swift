extension ParsableCommand {
    /// What is wrong with the declarations of this tree: mistakes of the programmer that only running can show, one
    /// sentence each. A unit test expects none.
    public static func definitionProblems() -> [String] {
        problems(of: Self.self, path: name)
    }

    private static func problems(of command: any ParsableCommand.Type, path: String) -> [String] {
        let set = ArgumentSet(command)
        let subcommands = command.configuration.allSubcommands
        var problems: [String] = []
        var names: Set<ArgumentName> = []
        for name in set.definitions.flatMap(\.names) where !names.insert(name).inserted {
            problems.append("'\(path)' has two options named '\(name)'.")
        }
        var words: Set<String> = []
        for word in subcommands.flatMap({ [$0.name] + $0.configuration.aliases }) where !words.insert(word).inserted {
            problems.append("'\(path)' has two subcommands named '\(word)'.")
        }
        var takesRest = false
        var isOptional = false
        for argument in set.positionals {
            if takesRest, !argument.isPostTerminator {
                problems.append("'\(path)' has '\(argument.spelling)' behind an argument that takes every word.")
            }
            if isOptional, argument.isRequired, !argument.isPostTerminator {
                problems.append("'\(path)' requires '\(argument.spelling)' behind an argument that may be absent.")
            }
            takesRest = takesRest || (argument.takesRest && !argument.isPostTerminator)
            isOptional = isOptional || !argument.isRequired
        }
        for argument in set.visible where argument.help.abstract.isEmpty && !argument.hasHelpOfChoices {
            problems.append("'\(path)' says nothing about '\(argument.spelling)'.")
        }
        if command.configuration.abstract.isEmpty { problems.append("'\(path)' has no abstract.") }
        if let standard = command.configuration.defaultSubcommand, !subcommands.contains(where: { $0 == standard }) {
            problems.append("'\(path)' has a default subcommand that is none of its subcommands.")
        }
        return problems + subcommands.flatMap { Self.problems(of: $0, path: "\(path) \($0.name)") }
    }
}

extension ArgumentDefinition {
    fileprivate var isPostTerminator: Bool {
        if case .positional(.postTerminator) = form { true } else { false }
    }

    fileprivate var hasHelpOfChoices: Bool {
        guard case .flag(let choices, _) = form else { return false }
        return choices.allSatisfy { $0.help != nil }
    }
}
