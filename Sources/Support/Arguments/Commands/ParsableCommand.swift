/// A command: its arguments are its properties, its subcommands stand in its configuration.
public protocol ParsableCommand: ParsableArguments {
    static var configuration: CommandConfiguration { get }

    /// Does the work. A command that only groups subcommands leaves it out, which asks for its help.
    mutating func run() throws
}

extension ParsableCommand {
    public static var configuration: CommandConfiguration { CommandConfiguration() }

    public mutating func run() throws {
        throw CleanExit.helpRequest(Self.self)
    }

    /// The command that a command line without program name asks for, one of the tree below this one.
    /// - Throws: a ``CommandError``; ``exitReport(for:columns:failure:)`` says what to print.
    public static func parseAsRoot(_ arguments: [String]) throws -> any ParsableCommand {
        var parser = CommandParser(root: Self.self)
        guard let command = try parser.parse(arguments) as? any ParsableCommand else {
            throw ParserError.definition("the root is no command")
        }
        return command
    }

    static var name: String { configuration.commandName ?? String(describing: Self.self).kebabCased }

    static func answers(to word: String) -> Bool {
        name == word || configuration.aliases.contains(word)
    }
}
