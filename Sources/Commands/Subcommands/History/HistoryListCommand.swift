internal import Arguments
internal import FoundationEssentials
internal import History
internal import Reports
internal import RunModel

/// `ttaperf history list`: the newest runs, a line each.
struct HistoryListCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the newest runs: number, status, tags, commit and scenarios.")

    @Option(help: "How many runs are shown at most.")
    var limit: UInt32 = 20

    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions<HistoryListReport>

    func run(in context: Context) throws -> ExitStatus {
        let store = try history.open()
        let runs = try store.list(limit: Int(limit))
        let omitted = max(0, try store.count() - runs.count)
        try output.print(
            HistoryListReport(rows: runs.map(HistoryListReport.Row.init), omittedCount: omitted), in: context)
        return .success
    }
}

extension HistoryListReport.Row {
    fileprivate init(_ run: RunSummary) {
        self.init(
            number: run.number, startedAtSeconds: run.startedAt.timeIntervalSince1970,
            durationSeconds: run.finishedAt?.timeIntervalSince(run.startedAt), status: run.status,
            origin: run.origin, tags: run.tags,
            commit: run.source?.commit, branch: run.source?.branch, isDirty: run.source?.isDirty ?? false,
            scenarios: run.scenarios)
    }
}
