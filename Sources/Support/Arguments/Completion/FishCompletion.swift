/// A completion script for fish 3.
struct FishCompletion {
    let root: CommandModel

    private var function: String { "_" + root.functionName }

    var script: String {
        """
        # fish completion for \(root.name); made from its commands by the tool itself.

        # Prints the command that the words before the cursor lead to, whether -- ended its options, and how many
        # arguments it has.
        function \(function)_place
            set -l words (commandline -opc)
            set -l path \(root.name.fishQuoted)
            set -l position 0
            set -l ended no
            set -l option no
            for word in $words[2..-1]
                if test $option = yes
                    set option no
                    continue
                end
                if test $ended = yes
                    set position (math $position + 1)
                    continue
                end
                switch $word
                    case --
                        set ended yes
                        set position 0
                        continue
                    case '-*'
                        \(valueOptionCases)
                        continue
                end
                switch "$path|$word"
                    \(subcommandCases.joined(separator: "\n            "))
                    case '*'
                        set position (math $position + 1)
                end
            end
            printf '%s\\n' $path $ended $position
        end

        function \(function)_in -a path
            set -l place (\(function)_place)
            test "$place[1]" = "$path" -a "$place[2]" = no
        end

        # Whether the next word is an argument of this command: the one at a place, any from there on, or any after --.
        function \(function)_at -a path ended comparison position
            set -l place (\(function)_place)
            test "$place[1]" = "$path" -a "$place[2]" = $ended -a "$place[3]" $comparison $position
        end

        complete -c \(root.name.fishQuoted) -f
        \(root.all.flatMap(lines).joined(separator: "\n"))

        """
    }

    private var valueOptionCases: String {
        let words = root.all.flatMap { command in
            command.options.filter(\.takesValue).flatMap { option in
                option.names.map { Self.pattern("\(command.key)|\($0)") }
            }
        }
        guard !words.isEmpty else { return "" }
        return """
            switch "$path|$word"
                            case \(words.joined(separator: " "))
                                set option yes
                        end
            """
    }

    private var subcommandCases: [String] {
        root.all.flatMap { command in
            command.subcommands.map { subcommand in
                let patterns = ([subcommand.name] + subcommand.aliases).map { Self.pattern("\(command.key)|\($0)") }
                return """
                    case \(patterns.joined(separator: " "))
                                    set path \(subcommand.key.fishQuoted)
                                    set position 0
                    """
            }
        }
    }

    private func lines(_ command: CommandModel) -> [String] {
        let inside = "\(function)_in \(command.key.fishQuoted)"
        let first = "\(function)_at \(command.key.fishQuoted) no -eq 0"
        let subcommands = command.subcommands.map { subcommand in
            line(when: first, ["-a", subcommand.name.fishQuoted], abstract: subcommand.abstract)
        }
        let options = command.options.flatMap { argument -> [String] in
            switch argument.form {
            case .option(let names, _):
                [line(when: inside, flags(names) + value(argument), abstract: argument.abstract())]
            case .flag(let choices, _):
                choices.map { line(when: inside, flags($0.names), abstract: argument.abstract(ofChoice: $0)) }
            case .positional: []
            }
        }
        let positionals = command.positionals.enumerated().flatMap { index, argument -> [String] in
            let path = command.key.fishQuoted
            let offers = offers(argument)
            guard !offers.isEmpty else { return [] }
            let places: [String] =
                switch argument.form {
                case .positional(.postTerminator): ["\(path) yes -ge 0"]
                case .positional(.remaining): ["\(path) no -ge \(index)", "\(path) yes -ge 0"]
                case .positional(.passthrough): ["\(path) no -ge \(index)", "\(path) yes -ge 0"]
                case .positional(.single), .option, .flag: ["\(path) no -eq \(index)"]
                }
            return places.map { line(when: "\(function)_at \($0)", offers, abstract: argument.abstract()) }
        }
        return subcommands + options + positionals
    }

    private func line(when condition: String, _ words: [String], abstract: String) -> String {
        var parts = ["complete -c", root.name.fishQuoted, "-n", condition.fishQuoted] + words
        if !abstract.isEmpty { parts += ["-d", abstract.fishQuoted] }
        return parts.joined(separator: " ")
    }

    private func flags(_ names: [ArgumentName]) -> [String] {
        names.flatMap { name in
            switch name {
            case .long(let long): ["-l", long.fishQuoted]
            case .short(let short): ["-s", String(short).fishQuoted]
            }
        }
    }

    private func value(_ argument: ArgumentDefinition) -> [String] {
        let offers = offers(argument)
        return offers.contains("-F") ? ["-r"] + offers : ["-x"] + offers
    }

    private func offers(_ argument: ArgumentDefinition) -> [String] {
        switch argument.completion.kind {
        case .none: []
        // The argument of -a is expanded by fish once more: each word is quoted for that.
        case .list(let words): ["-a", words.map(\.fishQuoted).joined(separator: " ").fishQuoted]
        case .file(let extensions):
            extensions.isEmpty
                ? ["-F"]
                : ["-a", extensions.map { "(__fish_complete_suffix .\($0))" }.joined(separator: " ").fishQuoted]
        case .directory: ["-a", "(__fish_complete_directories)".fishQuoted]
        case .shellCommand(let command): ["-a", "(sh -c \(command.fishQuoted))".fishQuoted]
        case .commandLine: ["-F", "-a", "(__fish_complete_command)".fishQuoted]
        }
    }

    /// In a pattern of `case` these stand for other characters, even quoted.
    private static func pattern(_ text: String) -> String {
        text.escaping(["*", "?"]).fishQuoted
    }
}
