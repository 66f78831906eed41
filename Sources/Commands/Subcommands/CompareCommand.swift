internal import Arguments
internal import Configuration
internal import History
internal import Reports
internal import Verdicts

/// `ttaperf compare`: holds a run against an earlier one.
struct CompareCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Hold a run against an earlier one: what changed, and what moved.")

    @Argument(
        help: ArgumentHelp("The earlier run: \(RunSelector.allowed).", valueName: "base"),
        transform: RunSelector.read)
    var base = RunSelector(.latest, offset: 1)

    @Argument(
        help: ArgumentHelp("The later run, as the base.", valueName: "candidate"), transform: RunSelector.read)
    var candidate = RunSelector(.latest)

    @Flag(help: "Judge although host, servers, data or settings differ.")
    var allowDifferentEnvironment = false

    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions<CompareReport>

    func run(in context: Context) throws -> ExitStatus {
        let settings = try settingsFile.load()
        let store = try history.open()
        var policy = settings.comparisonPolicy
        policy.allowsDifferentEnvironment = allowDifferentEnvironment
        let numbers = (base: try store.resolve(base), candidate: try store.resolve(candidate))
        guard numbers.base != numbers.candidate else {
            throw UsageError(
                "Base and candidate are both run #\(numbers.base); name two runs, see 'ttaperf history list'.")
        }
        let comparison = Verdicts.compare(
            try store.load(numbers.base), try store.load(numbers.candidate), policy: policy)
        try output.print(CompareReport(comparison), in: context)
        return ExitStatus(comparison)
    }
}
