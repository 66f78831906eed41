internal import Arguments

/// `ttaperf history`: what is done with stored runs.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List, show, name, remove and exchange stored runs.",
        subcommands: [
            HistoryListCommand.self, HistoryShowCommand.self, HistoryTagCommand.self, HistoryRemoveCommand.self,
            HistoryPruneCommand.self, HistoryExportCommand.self, HistoryImportCommand.self,
        ])
}
