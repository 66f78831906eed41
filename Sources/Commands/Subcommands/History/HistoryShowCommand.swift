internal import RunModel
internal import Arguments
internal import Configuration
internal import Diagnosis
internal import History
internal import Reports

/// `ttaperf history show`: all that is known about one run.
struct HistoryShowCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a run with all its figures, plans and findings.")

    @Argument(help: ArgumentHelp("\(RunSelector.allowed)."), transform: RunSelector.read)
    var selector: RunSelector = RunSelector(.latest)

    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions<HistoryShowReport>

    func run(in context: Context) throws -> ExitStatus {
        let settings = try settingsFile.load()
        let store = try history.open()
        let run = try store.load(store.resolve(selector))
        let report = HistoryShowReport(
            run: run, summaries: run.summaries(settings), findings: run.scenarios.flatMap(diagnose),
            hasLater: try store.hasLater(than: run.number))
        try output.print(report, in: context)
        return .success
    }
}
