public import RunModel

/// Everything that `ttaperf.yml` can say. What a file leaves out has the default.
public struct Settings: Sendable, Equatable {
    /// URLs as the file spells them; `ConnectionSettings` resolves them together with flags and environment.
    public var connections = ConnectionSettings()
    /// Which scenarios `measure` runs without arguments.
    public var run: [ScenarioPattern]
    public var scenarios = ScenarioSettings()
    public var targets: [Target]
    public var margins = Margins()
    public var counters = CounterRules()
    public var measure = MeasureSettings()

    public static let `default` = Settings()

    public init() {
        run = ["*"].compactMap { ScenarioPattern($0) }
        targets = [
            Target(pattern: "redis.*", quantile: 0.99, limitNanoseconds: 10_000_000),
            Target(pattern: "graph.*", quantile: 0.99, limitNanoseconds: 100_000_000),
            Target(pattern: "fetch.*", quantile: 0.5, limitNanoseconds: 200_000_000),
            Target(pattern: "fetch.*", quantile: 0.95, limitNanoseconds: 500_000_000),
            Target(pattern: "fetch.*", quantile: 0.99, limitNanoseconds: 1_000_000_000),
        ]
    }
}

extension Settings {
    /// Everything that names scenarios, with the section of the file that it stands in.
    public var patterns: [(section: String, pattern: ScenarioPattern)] {
        run.map { ("scenarios.run", $0) }
            + targets.compactMap { ScenarioPattern($0.pattern) }.map { ("targets", $0) }
            + margins.rules.map { ("margins", $0.pattern) }
            + counters.rules.map { ("counters", $0.pattern) }
    }
}

/// How long is measured, and in which portions.
public struct MeasureSettings: Sendable, Equatable {
    /// For all scenarios of the invocation together, warm-up included.
    public var timeBudget = Duration.seconds(40)
    public static let allowedTimeBudget: ClosedRange<Duration> = .seconds(1) ... .seconds(86_400)
    /// The longest warm-up, of all scenarios in turn.
    public var warmUp = Duration.seconds(20)
    /// The length of one block.
    public var block = Duration.milliseconds(100)
    /// Blocks of a scenario that are measured even when the time has run out.
    public var minimumBlocks = 20

    public init() {}
}

/// Which exact counters must not rise between two runs.
public struct CounterRules: Sendable, Equatable {
    public struct Rule: Sendable, Equatable {
        public var pattern: ScenarioPattern
        public var names: Set<String>
    }

    /// All that a scenario may report.
    static let known = [
        "bytes_received", "commands", "connects", "db_hits", "round_trips", "round_trips_in_turn", "rows", "threads",
    ]

    public var standard: Set<String> = ["round_trips", "connects", "commands", "db_hits", "rows"]
    /// For some scenarios; the last that matches counts.
    public var rules: [Rule] = []

    public init() {}

    public func names(for scenario: ScenarioID) -> Set<String> {
        rules.last { $0.pattern.matches(scenario) }?.names ?? standard
    }
}
