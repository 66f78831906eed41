internal import Arguments
internal import History
internal import Reports

/// `ttaperf gate`: measures, holds the run against a base, and says by its exit code whether it may pass.
struct GateCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Measure, hold the run against a base and the targets, and tell CI by the exit code.",
        discussion: """
            A regression in time is measured again on fresh connections before the exit code says 1. Exit codes: 0 fine, \
            1 confirmed regression, 2 target missed, 3 inconclusive, 4 measurement failed, 5 no base, 130 interrupted.
            """)

    @Argument(
        help: ArgumentHelp("What to measure; otherwise what the base has.", valueName: "scenario"),
        completion: ScenarioSelection.completion)
    var scenarios: [String] = []

    @OptionGroup var base: BaseOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var history: HistoryOptions

    @Flag(help: "Judge although host, servers, data or settings differ.")
    var allowDifferentEnvironment = false

    @Flag(help: "Exit with 0 whatever the verdict; what cannot be measured still fails.")
    var reportOnly = false

    @OptionGroup var output: OutputOptions<GateReport>

    func run(in context: Context) throws -> ExitStatus {
        let settings = measuring.apply(to: try settingsFile.load())
        let gate = Gate(
            settings: settings, tags: measuring.tag, seed: measuring.effectiveSeed, history: history,
            allowsDifferentEnvironment: allowDifferentEnvironment)
        let report =
            try base.isEndpoint
            ? gate.betweenEndpoints(scenarios, base: base, servers: servers, in: context)
            : gate.againstHistory(scenarios, base: base, servers: servers, in: context)
        try output.print(report, in: context)
        StepSummary.append(report, in: context)
        RunTrouble(report).say(in: context)
        return ExitStatus(report, isReportOnly: reportOnly)
    }
}
