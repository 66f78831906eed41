internal import Arguments
internal import Cancellation
internal import History

/// `ttaperf history import`: runs of another machine, or of an earlier job of a CI.
struct HistoryImportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add the runs of an export, all or none, each under a new number; a run that is there is passed over."
    )

    @Argument(
        help: ArgumentHelp("What `ttaperf history export` wrote.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var file: String

    @OptionGroup var history: HistoryOptions

    func run(in context: Context) throws -> ExitStatus {
        let outcomes = try history.openOrCreate().importRuns(
            from: file, isInterrupted: { context.cancellation.isCancelled })
        for outcome in outcomes { try context.output(line(outcome) + "\n") }
        if outcomes.isEmpty { try context.output("\(file) holds no run; nothing was added.\n") }
        return .success
    }

    private func line(_ outcome: ImportOutcome) -> String {
        guard outcome.isNew else {
            return "Run #\(outcome.formerNumber) of the file is here already, as #\(outcome.number)."
        }
        let line = "Run #\(outcome.formerNumber) of the file is now #\(outcome.number)"
        guard !outcome.droppedTags.isEmpty else { return line + "." }
        let tags = outcome.droppedTags.joined(separator: ", ")
        return line + ", without what other runs here are tagged: \(tags)."
    }
}
