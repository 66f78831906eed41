internal import Cancellation
internal import Configuration
internal import History
internal import Reports
internal import RunModel
internal import Scenarios
internal import Transport
internal import Verdicts

/// The steps of `ttaperf gate`.
struct Gate {
    var settings: Settings
    var tags: [String]
    var seed: UInt64
    var history: HistoryOptions
    var allowsDifferentEnvironment: Bool

    /// Measures a candidate, holds it against a stored base, and measures again what raised an alarm.
    func againstHistory(
        _ words: [String], base: BaseOptions, servers: ServerOptions, in context: Context
    ) throws -> GateReport {
        // Whatever is wrong with the base is said before anything is measured.
        let store = base.baseFile == nil ? try history.open() : try history.openOrCreate()
        let stored = try store.load(base.number(in: store, cancellation: context.cancellation))
        guard stored.status == .complete else {
            throw UnusableBase(run: stored.number, why: "is \(stored.status.rawValue)")
        }
        let selected = try select(words, measuredIn: stored)
        return try servers.with(serversFor: selected, settings, in: context, after: { store }) { servers, store in
            let candidate = try measure(
                selected, [.init(servers: servers, origin: .gate, tags: tags)], seed: seed, into: store, in: context)[0]
            let first = compare(stored, candidate, policy: policy(isPaired: false))
            let suspects = selected.filter { first.alarms.contains($0.id) }
            guard candidate.status == .complete, !suspects.isEmpty else { return report(first, candidate) }
            return secondLook(first, candidate) {
                let side = MeasuringSession.Side(servers: servers, origin: .confirmation)
                let again = try measure(suspects, [side], seed: seed &+ 1, into: store, in: context)
                return (compare(stored, again[0], policy: policy(isPaired: false)), again)
            }
        }
    }

    /// Measures base and candidate in turn, and both again where an alarm was raised.
    func betweenEndpoints(
        _ words: [String], base: BaseOptions, servers: ServerOptions, in context: Context
    ) throws -> GateReport {
        let selected = try ScenarioSelection.select(words, settings: settings).filter { scenario in
            (base.againstRedis != nil && scenario.services.contains(.redis))
                || (base.againstNeo4j != nil && scenario.services.contains(.graph))
        }
        guard !selected.isEmpty else {
            throw UsageError("None of the scenarios works on the second server; name others, or another server.")
        }
        let redis = try base.againstRedis.map { try resolve(.redis, $0, flag: "--against-redis", in: context) }
        let graph = try base.againstNeo4j.map { try resolve(.neo4j, $0, flag: "--against-neo4j", in: context) }
        var gate = try servers.with(serversFor: selected, settings, in: context, after: history.openOrCreate) {
            servers, store in
            var others = servers
            others.isSandbox = false
            // What the sandbox was filled with says nothing of another server.
            others.dataSize = [:]
            others.redis = redis ?? others.redis
            others.graph = graph ?? others.graph
            func pair(
                _ scenarios: [any Scenario], _ origin: Run.Origin, tags: [String] = [], seed: UInt64
            ) throws -> (comparison: RunComparison, runs: [Run]) {
                let sides = [
                    MeasuringSession.Side(servers: others, origin: origin),
                    MeasuringSession.Side(servers: servers, origin: origin, tags: tags),
                ]
                let runs = try measure(scenarios, sides, seed: seed, into: store, in: context)
                return (compare(runs[0], runs[1], policy: policy(isPaired: true)), runs)
            }
            let first = try pair(selected, .gate, tags: tags, seed: seed)
            let suspects = selected.filter { first.comparison.alarms.contains($0.id) }
            guard first.runs[1].status == .complete, !suspects.isEmpty else {
                return report(first.comparison, first.runs[1], beside: [first.runs[0]])
            }
            return secondLook(first.comparison, first.runs[1], beside: [first.runs[0]]) {
                try pair(suspects, .confirmation, seed: seed &+ 1)
            }
        }
        gate.isPaired = true
        return gate
    }

    /// What is left of the first look's alarms; the first look is reported even where the second cannot begin.
    private func secondLook(
        _ first: RunComparison, _ candidate: Run, beside others: [Run] = [],
        _ look: () throws -> (comparison: RunComparison, runs: [Run])
    ) -> GateReport {
        do {
            let second = try look()
            return report(first.confirmed(by: second.comparison), candidate, beside: others + second.runs)
        } catch {
            var report = report(first, candidate, beside: others)
            report.missingSecondLook =
                ExitStatus(for: error) == .interrupted ? .interrupted : .failed(reason: "\(error)")
            return report
        }
    }

    /// A gate without names measures what its base has.
    private func select(_ words: [String], measuredIn base: Run) throws -> [any Scenario] {
        let measured = base.scenarios.filter { $0.outcome == .valid }.map(\.scenario)
        guard words.isEmpty else {
            let selected = try ScenarioSelection.select(words, settings: settings)
            guard selected.contains(where: { measured.contains($0.id) }) else {
                throw UnusableBase(run: base.number, why: "has none of these scenarios")
            }
            return selected
        }
        let selected = Catalogue.scenarios.filter { measured.contains($0.id) }
        guard !selected.isEmpty else {
            throw UnusableBase(run: base.number, why: "has no scenario that can be measured")
        }
        return selected
    }

    private func measure(
        _ scenarios: [any Scenario], _ sides: [MeasuringSession.Side], seed: UInt64, into store: HistoryStore,
        in context: Context
    ) throws -> [Run] {
        try MeasuringSession(scenarios: scenarios, settings: settings, sides: sides, seed: seed, history: store)
            .run(in: context)
    }

    private func resolve(
        _ role: ConnectionRole, _ url: String, flag: String, in context: Context
    ) throws -> ConnectionURL {
        do {
            return try settings.connections.resolve(
                role, flag: url, named: flag, environment: context.environment
            ).url
        } catch {
            throw UsageError(error)
        }
    }

    private func policy(isPaired: Bool) -> ComparisonPolicy {
        var policy = settings.comparisonPolicy
        // Two servers of one invocation are meant to differ.
        policy.allowsDifferentEnvironment = allowsDifferentEnvironment || isPaired
        policy.isPaired = isPaired
        return policy
    }

    /// - Parameter others: what else the gate measured.
    private func report(_ comparison: RunComparison, _ candidate: Run, beside others: [Run] = []) -> GateReport {
        GateReport(
            comparison: comparison, candidate: candidate, summaries: candidate.summaries(settings), others: others)
    }
}

/// A stored run that a gate cannot rest on.
struct UnusableBase: Error, CustomStringConvertible {
    var run: Int
    var why: String

    var description: String { "Run #\(run) \(why) and no base for a gate; choose another with --base." }
}

extension Settings {
    var comparisonPolicy: ComparisonPolicy {
        ComparisonPolicy(margins: margins, gatedCounters: { [counters] in counters.names(for: $0) })
    }
}
