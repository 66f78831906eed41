/// What a command is called, what it is for, and which subcommands it has.
public struct CommandConfiguration: Sendable {
    /// nil means the name of the type: `HistoryList` is `history-list`.
    public var commandName: String?
    /// One sentence.
    public var abstract: String
    /// Replaces the usage line that help makes.
    public var usage: String?
    public var discussion: String
    /// What `--version` prints; empty when there is no such flag.
    public var version: String
    /// Whether the parent's help names it.
    public var shouldDisplay: Bool
    public var subcommands: [any ParsableCommand.Type]
    /// Further subcommands, under headings.
    public var groupedSubcommands: [CommandGroup]
    /// What runs when no subcommand is named.
    public var defaultSubcommand: (any ParsableCommand.Type)?
    public var aliases: [String]

    public init(
        commandName: String? = nil, abstract: String = "", usage: String? = nil, discussion: String = "",
        version: String = "", shouldDisplay: Bool = true, subcommands: [any ParsableCommand.Type] = [],
        groupedSubcommands: [CommandGroup] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil,
        aliases: [String] = []
    ) {
        self.commandName = commandName
        self.abstract = abstract
        self.usage = usage
        self.discussion = discussion
        self.version = version
        self.shouldDisplay = shouldDisplay
        self.subcommands = subcommands
        self.groupedSubcommands = groupedSubcommands
        self.defaultSubcommand = defaultSubcommand
        self.aliases = aliases
    }

    var allSubcommands: [any ParsableCommand.Type] { subcommands + groupedSubcommands.flatMap(\.subcommands) }
}

/// Subcommands under one heading of help.
public struct CommandGroup: Sendable {
    public let name: String
    public let subcommands: [any ParsableCommand.Type]

    public init(name: String, subcommands: [any ParsableCommand.Type]) {
        self.name = name
        self.subcommands = subcommands
    }
}
