internal import FoundationEssentials
public import RunModel
internal import Statistics
internal import Terminal

/// How strictly two runs are held against each other.
public struct ComparisonPolicy: Sendable {
    public var margins: Margins
    /// Judge although the environments differ.
    public var allowsDifferentEnvironment: Bool
    /// Exact counters that must not rise, by scenario: one that does is a regression by itself.
    public var gatedCounters: @Sendable (ScenarioID) -> Set<String>
    /// The blocks of both runs were measured in turn, in one invocation: the n-th of one belongs to the n-th of the other.
    public var isPaired: Bool

    /// Probability of any false change among all judgements of one comparison.
    static let errorRate = 0.05

    public init(
        margins: Margins = Margins(), allowsDifferentEnvironment: Bool = false,
        gatedCounters: @escaping @Sendable (ScenarioID) -> Set<String> = { _ in [] },
        isPaired: Bool = false
    ) {
        self.margins = margins
        self.allowsDifferentEnvironment = allowsDifferentEnvironment
        self.gatedCounters = gatedCounters
        self.isPaired = isPaired
    }
}

/// Holds `candidate` against `base`: every variant of every scenario that both have, all with one error rate.
public func compare(_ base: Run, _ candidate: Run, policy: ComparisonPolicy = ComparisonPolicy()) -> RunComparison {
    let differences = environmentDifferences(base.fingerprint, candidate.fingerprint)
    let isBarred = !differences.isEmpty && !policy.allowsDifferentEnvironment
    let pairs = candidate.scenarios.compactMap { result in
        base.scenarios.first { $0.scenario == result.scenario }.map { ScenarioPair(base: $0, candidate: result) }
    }
    let judge = Judge(pairs: pairs, policy: policy)
    return RunComparison(
        base: RunReference(base), candidate: RunReference(candidate), environmentDifferences: differences,
        scenarios: pairs.indices.map { index in
            judge.comparison(of: index, barredBy: isBarred ? differences.map(\.field) : [])
        },
        warnings: warnings(base, candidate, pairs))
}

/// One scenario in both runs.
struct ScenarioPair {
    var base: ScenarioResult
    var candidate: ScenarioResult

    /// Why its figures compare nothing; nil when they can be judged.
    var refusal: String? {
        for (name, result) in [("base", base), ("candidate", candidate)] {
            switch result.outcome {
            case .invalid(let reason): return "the \(name) is invalid: \(reason)"
            case .failed(let reason): return "the \(name) failed: \(reason)"
            case .interrupted: return "the \(name) was interrupted"
            case .unfinished: return "the \(name) was not finished"
            case .valid: continue
            }
        }
        return nil
    }

    var floors: Floors {
        func lane(_ name: String, _ role: Measurement.Role) -> Floors.Lane {
            Floors.Lane(
                base: LaneSeries(name: name, role: role, in: base).logMedians,
                candidate: LaneSeries(name: name, role: role, in: candidate).logMedians)
        }
        return Floors(
            control: lane(Measurement.plainControl, .control), echo: lane(Measurement.loopbackControl, .hostControl))
    }

    /// What of it is not compared.
    var warnings: [String] {
        // A scenario that could not even begin has no variants to name.
        if let refusal, base.variants.isEmpty || candidate.variants.isEmpty {
            return ["\(candidate.scenario) cannot be compared: \(refusal)"]
        }
        return [("base", base, candidate), ("candidate", candidate, base)].flatMap { name, result, other in
            result.variants.filter { variant in !other.variants.contains { $0.name == variant.name } }
                .map { "\(candidate.scenario) \($0.name) is only in the \(name): not compared." }
        }
    }
}

extension RunReference {
    init(_ run: Run) {
        let source = run.fingerprint.source
        self.init(
            number: run.number, tags: run.tags, commit: source?.commit, branch: source?.branch,
            isDirty: source?.isDirty ?? false, startedAtSeconds: run.startedAt.timeIntervalSince1970,
            isOfSandbox: run.fingerprint.isOfSandbox)
    }
}

private func warnings(_ base: Run, _ candidate: Run, _ pairs: [ScenarioPair]) -> [String] {
    var warnings: [String] = []
    for (name, run, other) in [("base", base, candidate), ("candidate", candidate, base)] {
        let missing = run.scenarios.map(\.scenario).filter { id in !other.scenarios.contains { $0.scenario == id } }
        if !missing.isEmpty {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            warnings.append("\(names) \(missing.count == 1 ? "is" : "are") only in the \(name): not compared.")
        }
        if run.status != .complete { warnings.append("The \(name) is not a complete run: its blocks are fewer.") }
    }
    warnings += pairs.flatMap(\.warnings)
    if base.fingerprint.tool != candidate.fingerprint.tool {
        warnings.append(
            "The runs are of different versions of ttaperf, \(base.fingerprint.tool) and \(candidate.fingerprint.tool)."
        )
    }
    return warnings
}
