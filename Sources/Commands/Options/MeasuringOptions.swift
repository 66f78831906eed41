internal import Arguments
internal import Configuration
internal import History
internal import RunModel

/// How long, under which name, and from which seed.
struct MeasuringOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A name for the run, e.g. before; may be repeated.", valueName: "name"),
        transform: { try HistoryStore.checkedTag($0) })
    var tag: [String] = []

    @Option(
        help: ArgumentHelp(
            "For all scenarios together, warm-up included: 1s to 86400s; otherwise measure.time_budget of the settings.",
            valueName: "time"), transform: TimeBudget.read)
    var timeBudget: Duration?

    @Option(help: ArgumentHelp("Repeat the random orders of another run.", valueName: "number"))
    var seed: UInt64?

    func apply(to settings: Settings) -> Settings {
        var settings = settings
        if let timeBudget { settings.measure.timeBudget = timeBudget }
        return settings
    }

    var effectiveSeed: UInt64 { seed ?? UInt64.random(in: 0 ... .max) }
}

/// A time on the command line, from 1 s to a day.
enum TimeBudget {
    static func read(_ text: String) throws -> Duration {
        guard let duration = DurationSyntax.duration(text), MeasureSettings.allowedTimeBudget.contains(duration)
        else { throw ValidationError("write a time from 1s to 86400s, e.g. 30s or 2min") }
        return duration
    }
}
