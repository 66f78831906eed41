/// A completion script for zsh: one function a command, by `_arguments`.
struct ZshCompletion {
    let root: CommandModel

    var script: String {
        let functions = root.all.map(function).joined(separator: "\n\n")
        return """
            #compdef \(root.name)
            # zsh completion for \(root.name); made from its commands by the tool itself.

            \(functions)

            if [[ ${funcstack[1]} == \(root.functionName) ]]; then
                \(root.functionName) "$@"
            else
                compdef \(root.functionName) \(root.name)
            fi

            """
    }

    private func function(_ command: CommandModel) -> String {
        var specifications = command.options.flatMap(option)
        // A word that starts with a dash is an option; the ones after -- are not (-S).
        if command.subcommands.isEmpty {
            specifications += command.positionals.enumerated().map { positional($1, place: $0 + 1) }
        } else {
            specifications += ["'1: :->command'", "'*:: :->argument'"]
        }
        var lines = ["\(command.functionName)() {"]
        if !command.subcommands.isEmpty {
            lines += ["    local context state state_descr line ret=1", "    typeset -A opt_args"]
        }
        let call = (["_arguments -C -s -S :"] + specifications).joined(separator: " \\\n        ")
        lines.append("    \(call)\(command.subcommands.isEmpty ? "" : " && ret=0")")
        if !command.subcommands.isEmpty { lines += descent(command) }
        lines.append("}")
        return lines.joined(separator: "\n")
    }

    private func descent(_ command: CommandModel) -> [String] {
        let descriptions = command.subcommands.map {
            "            " + "\($0.name.escaping([":", "\\"])):\($0.abstract)".shellQuoted
        }
        var lines = ["    case $state in", "    command)", "        local -a commands=("]
        lines += descriptions
        lines += ["        )", "        _describe -t commands command commands && ret=0"]
        if let first = command.positionals.first {
            // The first argument of the default subcommand.
            lines.append("        _alternative \("arguments::\(action(for: first))".shellQuoted) && ret=0")
        }
        lines += ["        ;;", "    argument)", "        case ${line[1]} in"]
        lines += command.subcommands.map { subcommand in
            let names = ([subcommand.name] + subcommand.aliases).map(\.shellQuoted).joined(separator: " | ")
            return "        \(names)) \(subcommand.functionName) && ret=0 ;;"
        }
        lines += ["        esac", "        ;;", "    esac", "    return ret"]
        return lines
    }

    private func option(_ argument: ArgumentDefinition) -> [String] {
        switch argument.form {
        case .option(let names, _):
            return specifications(
                names, repeats: argument.isRepeating, abstract: argument.abstract(),
                value: ":\(Self.escaped(argument.valueName)):\(action(for: argument))")
        case .flag(let choices, _):
            return choices.flatMap {
                specifications(
                    $0.names, repeats: argument.isRepeating, abstract: argument.abstract(ofChoice: $0), value: nil)
            }
        case .positional:
            return []
        }
    }

    /// One specification a name; names of one option exclude each other unless it repeats.
    private func specifications(
        _ names: [ArgumentName], repeats: Bool, abstract: String, value: String?
    ) -> [String] {
        let group = repeats ? "*" : "(\(names.map(\.description).joined(separator: " ")))"
        return names.map { name in
            let sign = value == nil ? "" : name.isLong ? "=" : "+"
            return "\(group)\(name)\(sign)[\(Self.escaped(abstract))]\(value ?? "")".shellQuoted
        }
    }

    private func positional(_ argument: ArgumentDefinition, place: Int) -> String {
        let name = Self.escaped(argument.valueName)
        if argument.completion.kind == .commandLine { return "*::\(name): _normal".shellQuoted }
        let position = argument.takesRest ? "*" : argument.isRequired ? "\(place)" : "\(place):"
        return "\(position):\(name):\(action(for: argument))".shellQuoted
    }

    private func action(for argument: ArgumentDefinition) -> String {
        switch argument.completion.kind {
        case .none: " "
        case .list(let words): "(\(words.map(Self.word).joined(separator: " ")))"
        case .file(let extensions):
            // Plain files: without a qualifier of its own, zsh would read the extensions as one.
            extensions.isEmpty ? "_files" : "_files -g \"*.(\(extensions.joined(separator: "|")))(-.)\""
        case .directory: "_files -/"
        case .shellCommand(let command): "{local -a lines=(${(f)\"$(\(command))\"}); compadd -a lines}"
        case .commandLine: "_normal"
        }
    }

    /// In the text of a specification these end a part.
    private static func escaped(_ text: String) -> String { text.escaping([":", "[", "]", "\\"]) }

    /// In a list of values the shell's own characters have a meaning too.
    private static func word(_ word: String) -> String {
        word.map { $0.isLetter || $0.isNumber || "._-/".contains($0) ? String($0) : "\\\($0)" }.joined()
    }
}
