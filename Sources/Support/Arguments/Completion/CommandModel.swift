/// The tree of commands as values: what completion scripts and the man page are made from.
struct CommandModel: Sendable {
    var name: String
    /// The command with its parents, as typed.
    var path: [String]
    var aliases: [String]
    var abstract: String
    var discussion: String
    var arguments: [ArgumentDefinition]
    var subcommands: [CommandModel]

    init(_ command: any ParsableCommand.Type, parents: [String] = []) {
        let configuration = command.configuration
        let path = parents + [command.name]
        name = command.name
        self.path = path
        aliases = configuration.aliases
        abstract = configuration.abstract
        discussion = configuration.discussion
        arguments = ArgumentSet(command).visible
        subcommands = configuration.allSubcommands
            .filter { $0.configuration.shouldDisplay }
            .map { CommandModel($0, parents: path) }
    }

    private init(helpFor command: CommandModel, name: String, parents: [String]) {
        self.name = name
        path = parents + [name]
        aliases = command.aliases
        abstract = command.abstract
        discussion = ""
        arguments = []
        let path = self.path
        subcommands = command.subcommands.map { CommandModel(helpFor: $0, name: $0.name, parents: path) }
    }

    /// The tree with what can be typed beside what is declared: `help SUBCOMMAND` at the root, and below a command
    /// with a default subcommand the arguments of that one.
    static func forCompletion(_ root: any ParsableCommand.Type) -> CommandModel {
        var model = CommandModel(root)
        model.addDefaults(root)
        if !model.subcommands.isEmpty, !model.subcommands.contains(where: { $0.name == "help" }) {
            var help = CommandModel(helpFor: model, name: "help", parents: model.path)
            help.aliases = []
            help.abstract = "Show the help of a subcommand."
            model.subcommands.append(help)
        }
        return model
    }

    private mutating func addDefaults(_ command: any ParsableCommand.Type) {
        for type in command.configuration.allSubcommands {
            guard let index = subcommands.firstIndex(where: { $0.name == type.name }) else { continue }
            subcommands[index].addDefaults(type)
            if let standard = command.configuration.defaultSubcommand, standard == type {
                let taken = Set(arguments.flatMap(\.names))
                arguments += subcommands[index].arguments.filter { taken.isDisjoint(with: $0.names) }
            }
        }
    }

    var options: [ArgumentDefinition] { arguments.filter { !$0.isPositional } }
    var positionals: [ArgumentDefinition] { arguments.filter(\.isPositional) }
    /// This command and all below it.
    var all: [CommandModel] { [self] + subcommands.flatMap(\.all) }
    /// The path as one word that cannot be typed as such: `demo history list`.
    var key: String { path.joined(separator: " ") }
    /// A name for a shell function.
    var functionName: String {
        "_" + path.joined(separator: "_").map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    }
}

extension ArgumentDefinition {
    /// What a name of this option or flag is for, in one line.
    func abstract(ofChoice choice: FlagChoice? = nil) -> String {
        let text = choice?.help?.abstract ?? help.abstract
        return text.split(separator: "\n").first.map(String.init) ?? ""
    }

    /// Whether the argument takes every word from its place on.
    var takesRest: Bool {
        switch form {
        case .positional(.remaining), .positional(.postTerminator), .positional(.passthrough): true
        case .positional(.single), .option, .flag: false
        }
    }
}

/// A shell that completes command lines.
public enum CompletionShell: String, CaseIterable, Sendable, ExpressibleByArgument {
    case bash, zsh, fish
}

extension ParsableCommand {
    /// A script that teaches a shell to complete this root command.
    ///
    /// bash: source it, or put it where bash-completion looks. zsh: `_NAME` in a folder of `fpath`.
    /// fish: `NAME.fish` in `~/.config/fish/completions`.
    public static func completionScript(for shell: CompletionShell) -> String {
        let model = CommandModel.forCompletion(Self.self)
        return switch shell {
        case .bash: BashCompletion(root: model).script
        case .zsh: ZshCompletion(root: model).script
        case .fish: FishCompletion(root: model).script
        }
    }
}

extension String {
    /// For bash and zsh: within single quotes everything but the quote stands for itself.
    var shellQuoted: String {
        "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// For fish: within single quotes a backslash escapes the quote and itself.
    var fishQuoted: String { "'" + escaping(["\\", "'"]) + "'" }

    func escaping(_ characters: Set<Character>) -> String {
        map { characters.contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
