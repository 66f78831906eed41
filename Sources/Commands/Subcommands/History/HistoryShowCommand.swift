internal import Arguments
internal import Diagnosis
internal import History
internal import Reports
internal import RunModel
internal import Verdicts

/// `ttaperf history show`: all that is known about one run.
struct HistoryShowCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a run with all its figures, plans and findings.")

    @Argument(help: ArgumentHelp("\(RunSelector.allowed)."), transform: RunSelector.read)
    var selector: RunSelector = RunSelector(.latest)

    @OptionGroup var history: HistoryOptions
    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var output: OutputOptions<HistoryShowReport>

    func run(in context: Context) throws -> ExitStatus {
        let store = try history.open()
        let run = try store.load(store.resolve(selector))
        let report = HistoryShowReport(run: run, summaries: run.summaries(try settingsFile.load()), findings: run.scenarios.flatMap(diagnose))
        output.print(report, in: context)
        return .success
    }
}
