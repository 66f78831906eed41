/// A completion script for bash 3.2 and later, on its own: the bash-completion package is not needed.
struct BashCompletion {
    let root: CommandModel

    private var function: String { root.functionName }

    var script: String {
        """
        # bash completion for \(root.name); made from its commands by the tool itself.

        \(function)() {
            COMPREPLY=()
            # bash breaks words at '=' and ':'; join them again, so that --name=value and URLs are words.
            local words=() joins= part i
            for ((i = 0; i <= COMP_CWORD; i++)); do
                part=${COMP_WORDS[i]}
                if ((i > 1)) && [[ -n $joins || $part == [=:]* ]]; then
                    words[${#words[@]}-1]+=$part
                else
                    words+=("$part")
                fi
                joins=
                [[ $part == [=:]* ]] && joins=1
            done
            # The cursor right behind a word ends it; an empty word after a joint continues it.
            local current=${words[${#words[@]}-1]} last=${COMP_WORDS[COMP_CWORD]}
            [[ $last == [=:]* ]] && last=
            local typed=${current%"$last"}

            # Follow the words that are complete to the command, and count its arguments.
            local path=\(root.name.shellQuoted) position=0 ended= option= prefix=
            for ((i = 1; i < ${#words[@]} - 1; i++)); do
                part=${words[i]}
                if [[ -n $option ]]; then option=; continue; fi
                if [[ -n $ended ]]; then ((position++)); continue; fi
                case "$part" in
                --) ended=1; position=0; continue ;;
                -*)
                    case "$path|$part" in
                    \(valueOptionPatterns.joined(separator: "\n            "))
                    esac
                    continue ;;
                esac
                case "$path|$part" in
                \(subcommandPatterns.joined(separator: "\n        "))
                *) ((position++)) ;;
                esac
            done

            if [[ -z $option && -z $ended && $current == --*=* ]]; then
                option=${current%%=*}
                prefix=$option=
                current=${current#*=}
            fi
            local candidates=() filenames=
            if [[ -n $option ]]; then
                case "$path|$option" in
                \(values(of: \.options).joined(separator: "\n        "))
                esac
            elif [[ -z $ended && $current == -* ]]; then
                case "$path" in
                \(optionNames.joined(separator: "\n        "))
                esac
            else
                case "$path|$ended|$position" in
                \(values(of: \.positionals).joined(separator: "\n        "))
                esac
                if [[ -z $ended && $position == 0 ]]; then
                    case "$path" in
                    \(subcommandNames.joined(separator: "\n            "))
                    esac
                fi
            fi
            local candidate
            for candidate in ${candidates[@]+"${candidates[@]}"}; do
                [[ $candidate == "$current"* ]] || continue
                candidate=$prefix$candidate
                candidate=${candidate#"$typed"}
                # readline itself quotes the names of files.
                [[ -n $filenames ]] || candidate=$(printf %q "$candidate")
                COMPREPLY+=("$candidate")
            done
        }

        # Adds the lines that a command prints.
        \(function)_lines() {
            local line
            while IFS= read -r line; do [[ -n $line ]] && candidates+=("$line"); done
        }

        \(function)_quoted_by_readline() {
            filenames=1
            # Unknown to bash 3.2, and an error outside completion: the names are offered all the same.
            compopt -o filenames 2>/dev/null || true
        }

        # Adds files; with extensions only those and folders.
        \(function)_files() {
            \(function)_quoted_by_readline
            \(function)_lines < <(
                compgen -d -- "$current"
                if (($# == 0)); then compgen -f -- "$current"; fi
                for extension; do compgen -f -X "!*.$extension" -- "$current"; done
            )
        }

        complete -F \(function) \(root.name.shellQuoted)

        """
    }

    /// The options that take the next word: it is no argument.
    private var valueOptionPatterns: [String] {
        let words = root.all.flatMap { command in
            command.options.filter(\.takesValue).flatMap { option in
                option.names.map { "\(command.key)|\($0)".shellQuoted }
            }
        }
        return words.isEmpty ? [] : [words.joined(separator: " | ") + ") option=$part ;;"]
    }

    private var subcommandPatterns: [String] {
        root.all.flatMap { command in
            command.subcommands.map { subcommand in
                let names = [subcommand.name] + subcommand.aliases
                let patterns = names.map { "\(command.key)|\($0)".shellQuoted }.joined(separator: " | ")
                return "\(patterns)) path=\(subcommand.key.shellQuoted); position=0 ;;"
            }
        }
    }

    private var subcommandNames: [String] {
        root.all.filter { !$0.subcommands.isEmpty }.map { command in
            "\(command.key.shellQuoted)) candidates+=(\(Self.list(command.subcommands.map(\.name)))) ;;"
        }
    }

    private var optionNames: [String] {
        root.all.map { command in
            let names = command.options.flatMap(\.names).map(\.description)
            return "\(command.key.shellQuoted)) candidates=(\(Self.list(names))) ;;"
        }
    }

    private func values(of arguments: (CommandModel) -> [ArgumentDefinition]) -> [String] {
        root.all.flatMap { command in
            arguments(command).enumerated().compactMap { index, argument in
                guard let action = action(for: argument) else { return nil }
                let keys: [String]
                switch argument.form {
                case .option(let names, _): keys = names.map { "\(command.key)|\($0)".shellQuoted }
                case .positional(.postTerminator): keys = ["\(command.key)|1|".shellQuoted + "*"]
                case .positional(.single): keys = ["\(command.key)||\(index)".shellQuoted]
                case .positional:
                    // Every place from its own on; earlier ones were matched above.
                    keys = ["\(command.key)|".shellQuoted + "*"]
                case .flag: return nil
                }
                return "\(keys.joined(separator: " | "))) \(action) ;;"
            }
        }
    }

    private func action(for argument: ArgumentDefinition) -> String? {
        switch argument.completion.kind {
        case .none: nil
        case .list(let words): "candidates=(\(Self.list(words)))"
        case .file(let extensions): ([function + "_files"] + extensions.map(\.shellQuoted)).joined(separator: " ")
        case .directory:
            "\(function)_quoted_by_readline; \(function)_lines < <(compgen -d -- \"$current\")"
        case .shellCommand(let command): "\(function)_lines < <(eval \(command.shellQuoted))"
        case .commandLine: "\(function)_lines < <(compgen -c -- \"$current\"); \(function)_files"
        }
    }

    private static func list(_ words: [String]) -> String {
        words.map(\.shellQuoted).joined(separator: " ")
    }
}
