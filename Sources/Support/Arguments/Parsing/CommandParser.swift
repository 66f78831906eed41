/// Follows the words of a command line down the tree of commands.
struct CommandParser {
    private var path: [any ParsableArguments.Type]
    private var names: [String]

    init(root: any ParsableArguments.Type) {
        path = [root]
        names = [(root as? any ParsableCommand.Type)?.name ?? ""]
    }

    mutating func parse(_ arguments: [String]) throws -> any ParsableArguments {
        do {
            return try descend(arguments[...])
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError(commandNames: names, commands: path, reason: .failure(error))
        }
    }

    private mutating func descend(_ arguments: ArraySlice<String>) throws -> any ParsableArguments {
        var words = arguments
        while let command = path.last {
            var level = LevelParser(command, words: words)
            do {
                switch try level.read() {
                case .end:
                    if let next = (command as? any ParsableCommand.Type)?.configuration.defaultSubcommand {
                        words = []
                        try enter(next, leaving: &level, of: command)
                    } else {
                        return try Self.decode(command, from: &level)
                    }
                case .subcommand(let next):
                    words = level.rest
                    try enter(next, leaving: &level, of: command)
                case .help:
                    throw stop(.help)
                case .version:
                    throw stop(.version((command as? any ParsableCommand.Type)?.configuration.version ?? ""))
                case .helpCommand:
                    try descendForHelp(level.rest)
                }
            } catch let error as ParserError where level.asksForHelpLater {
                if case .definition = error { throw error }
                throw stop(.help)
            }
        }
        throw ParserError.definition("there is no command")
    }

    /// The arguments of a parent are checked too, although only the last command is returned.
    private mutating func enter(
        _ next: any ParsableCommand.Type, leaving level: inout LevelParser, of command: any ParsableArguments.Type
    ) throws {
        _ = try Self.decode(command, from: &level)
        path.append(next)
        names.append(next.name)
    }

    private mutating func descendForHelp(_ words: ArraySlice<String>) throws {
        for word in words where !word.hasPrefix("-") {
            guard let command = path.last as? any ParsableCommand.Type else { break }
            let subcommands = command.configuration.allSubcommands
            guard let next = subcommands.first(where: { $0.answers(to: word) }) else {
                throw subcommands.isEmpty
                    ? ParserError.unexpectedArguments([word]) : .unknownSubcommand(word, among: subcommands)
            }
            path.append(next)
            names.append(next.name)
        }
        throw stop(.help)
    }

    private func stop(_ reason: CommandError.Reason) -> CommandError {
        CommandError(commandNames: names, commands: path, reason: reason)
    }

    private static func decode(
        _ command: any ParsableArguments.Type, from level: inout LevelParser
    ) throws -> any ParsableArguments {
        var parsed = try command.init(from: ArgumentDecoder(values: try level.finish()))
        try parsed.validate()
        return parsed
    }
}
