internal import Arguments
internal import Configuration
internal import Diagnosis
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
        completion: .list(Catalogue.scenarios.map(\.id.rawValue)))
    var scenarios: [String] = []

    @OptionGroup var connections: ConnectionOptions
    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let settings = measuring.apply(to: try settingsFile.load())
        let selected = try ScenarioSelection.select(scenarios, settings: settings)
        let servers = try servers(for: selected, settings: settings, in: context)
        let run = try Measurement(
            scenarios: selected, settings: settings, servers: servers, tags: measuring.tag,
            seed: measuring.effectiveSeed, history: history
        ).run(in: context)
        let summaries = run.summaries(settings)
        output.print(
            MeasureReport(run: run, summaries: summaries, findings: run.scenarios.flatMap(diagnose)), in: context)
        return ExitStatus(run, summaries)
    }

    private func servers(
        for scenarios: [any Scenario], settings: Settings, in context: Context
    ) throws -> Servers {
        let needed = scenarios.reduce(into: Set<Service>()) { $0.formUnion($1.services) }
        return Servers(
            redis: needed.contains(.redis) ? try connections.connection(.redis, settings, in: context).url : nil,
            graph: needed.contains(.graph) ? try connections.connection(.neo4j, settings, in: context).url : nil)
    }
}
