internal import Arguments
internal import Configuration
internal import Diagnosis
internal import History
internal import Reports
internal import RunModel
internal import Scenarios

/// `ttaperf measure`: times the scenarios and stores the run.
struct MeasureCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Time the scenarios, slow way against fast way, and store the run.")

    @Argument(
        help: ArgumentHelp(
            "What to measure, e.g. redis.pipeline or 'graph.*'; otherwise what ttaperf.yml names, or all.",
            valueName: "scenario"),
        completion: ScenarioSelection.completion)
    var scenarios: [String] = []

    @OptionGroup var servers: ServerOptions
    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions<MeasureReport>

    func run(in context: Context) throws -> ExitStatus {
        let settings = measuring.apply(to: try settingsFile.load())
        let selected = try ScenarioSelection.select(scenarios, settings: settings)
        let (run, hasBase) = try servers.with(serversFor: selected, settings, in: context, after: history.openOrCreate)
        {
            servers, store in
            let run = try MeasuringSession(
                scenarios: selected, settings: settings, sides: [.init(servers: servers, tags: measuring.tag)],
                seed: measuring.effectiveSeed, history: store
            ).run(in: context)[0]
            return (run, try store.latest(before: 1) != nil)
        }
        let summaries = run.summaries(settings)
        try output.print(
            MeasureReport(
                run: run, summaries: summaries, findings: run.scenarios.flatMap(diagnose), hasBase: hasBase),
            in: context)
        RunTrouble([run]).say(in: context)
        return ExitStatus(run, summaries)
    }
}
