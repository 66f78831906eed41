internal import Arguments
internal import History

/// `ttaperf history prune`: keeps the newest runs and those with a name.
struct HistoryPruneCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove old runs; tagged runs, and those being measured, stay in any case.")

    @Option(help: "How many of the newest runs stay, and as many that 'gate' measured.")
    var keep: UInt32

    @OptionGroup var history: HistoryOptions

    func run(in context: Context) throws -> ExitStatus {
        let store = try history.open()
        let removed = try store.prune(keep: Int(keep))
        let kept = try store.count()
        let numbers = removed.isEmpty ? "no run" : removed.map { "#\($0)" }.joined(separator: ", ")
        try context.output("Removed \(numbers); \(kept) \(kept == 1 ? "run is" : "runs are") left.\n")
        return .success
    }
}
