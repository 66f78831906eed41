public import RunModel
import Terminal
public import Verdicts

/// What a gate decides: the comparison with the base, and the targets of the candidate.
public struct GateReport: RunReport, Equatable {
    public static let title = "Gate"
    public static let formats = OutputFormat.allCases

    public var comparison: RunComparison
    public var candidate: Run
    public var summaries: [ScenarioSummary]
    /// What else was measured: the second server, and what raised an alarm a second time.
    public var others: [Run]
    /// The base was measured in the same invocation, on a second server.
    public var isPaired: Bool
    /// Why alarms were not measured again; nil where they were, or where there was none.
    public var missingSecondLook: MissingSecondLook?

    public init(
        comparison: RunComparison, candidate: Run, summaries: [ScenarioSummary], others: [Run] = [],
        isPaired: Bool = false, missingSecondLook: MissingSecondLook? = nil
    ) {
        self.comparison = comparison
        self.candidate = candidate
        self.summaries = summaries
        self.others = others
        self.isPaired = isPaired
        self.missingSecondLook = missingSecondLook
    }

    /// A second look that could not even begin.
    public enum MissingSecondLook: Sendable, Equatable, CustomStringConvertible {
        case interrupted
        case failed(reason: String)

        public var description: String {
            switch self {
            case .interrupted: "The gate was interrupted before alarms were measured again."
            case .failed(let reason): "Alarms could not be measured again: \(reason)"
            }
        }
    }

    /// All that the decision rests on and that was measured for it.
    public var runs: [Run] { [candidate] + others }

    /// What the gate says, the gravest first.
    public enum Decision: String, Sendable {
        case interrupted
        case notMeasured = "not measured"
        case regressed
        case targetMissed = "target missed"
        case inconclusive
        case passed
    }

    public var decision: Decision {
        if missingSecondLook == .interrupted || runs.contains(where: { $0.status == .interrupted }) {
            return .interrupted
        }
        let isWhole = runs.allSatisfy { run in
            run.status == .complete && run.scenarios.allSatisfy { $0.outcome == .valid }
        }
        guard isWhole, missingSecondLook == nil else { return .notMeasured }
        if comparison.verdict == .regressed { return .regressed }
        if checks.contains(where: { $0.check.result == .missed }) { return .targetMissed }
        return comparison.verdict == .inconclusive ? .inconclusive : .passed
    }

    private var checks: [(scenario: ScenarioID, variant: String, check: TargetCheck)] {
        summaries.flatMap { summary in
            summary.variants.flatMap { lane in lane.targets.map { (summary.scenario, lane.name, $0) } }
        }
    }

    private var compare: CompareReport { CompareReport(comparison, next: next) }
    private var measure: MeasureReport { MeasureReport(run: candidate, summaries: summaries) }

    public func document(utcOffsetSeconds: Int) -> Document {
        var sections = compare.document(utcOffsetSeconds: utcOffsetSeconds).sections
        let ending = sections.popLast()
        return Document(sections: sections + failures + [targets, conclusion] + (ending.map { [$0] } ?? []))
    }

    /// What was to be measured and has no figures, which a comparison does not show.
    private var failures: [Document.Section] {
        guard !unmeasured.isEmpty else { return [] }
        let items = unmeasured.map { failure -> Document.Block in
            let place = failure.run.map { $0 == candidate.number ? "" : " in run #\($0)" } ?? ""
            return .item(.bad, StyledText("\(failure.scenario)\(place): \(failure.reason)"), details: [])
        }
        return [Document.Section(StyledText("Not measured", .bold), blocks: items)]
    }

    /// The scenario, the run in which it has no figures (nil: that run could not begin), and why.
    private var unmeasured: [(scenario: String, run: Int?, reason: String)] {
        let broken = runs.flatMap { run in
            Self.broken(run).map { (scenario: $0.scenario, run: Int?.some(run.number), reason: $0.reason) }
        }
        let alarms = missingSecondLook.map { missing in
            comparison.alarms.map { (scenario: $0.rawValue, run: Int?.none, reason: "\(missing)") }
        }
        return broken + (alarms ?? [])
    }

    private static func broken(_ run: Run) -> [Judgement] {
        MeasureReport(run: run, summaries: []).judgements.all.filter { $0.result == .broken }
    }

    private var targets: Document.Section {
        let missed = checks.filter { $0.check.result == .missed }
        let unknown = checks.filter { $0.check.result == .cannotTell }
        var blocks = (missed + unknown).map { entry -> Document.Block in
            let isMissed = entry.check.result == .missed
            return .item(
                isMissed ? .bad : .unknown,
                StyledText("\(entry.scenario) \(entry.variant): ", .bold)
                    + StyledText(entry.check.problem ?? "", isMissed ? .bad : .warn),
                details: [])
        }
        let met = checks.count { $0.check.result == .met }
        if met > 0 { blocks.append(.item(.good, StyledText("\(Wording.plural(met, "target")) met"), details: [])) }
        if checks.isEmpty {
            // Where nothing was measured, nobody knows of which variants targets would be.
            let isMeasured = summaries.contains { !$0.variants.isEmpty }
            let text = isMeasured ? "No target is set for these scenarios." : "Nothing was measured to judge them by."
            blocks.append(.paragraph(StyledText(text)))
        }
        return Document.Section(StyledText("Targets", .bold), blocks: blocks)
    }

    private var conclusion: Document.Section {
        let (style, mark): (Style, Document.Mark) =
            switch decision {
            case .passed: (.good, .good)
            case .inconclusive, .interrupted: (.warn, .unknown)
            case .regressed, .targetMissed, .notMeasured: (.bad, .bad)
            }
        let again = comparison.confirmation.map { second in
            let isWhole =
                !others.contains { $0.number == second.number && $0.status != .complete }
                && !unmeasured.contains { $0.run == second.number }
            return [
                StyledText("Alarms were \(isWhole ? "" : "to be ")measured again in run #\(second.number).", .dim)
            ]
        }
        return Document.Section(blocks: [
            .item(mark, StyledText("Gate: ", .bold) + StyledText(decision.rawValue, style), details: again ?? [])
        ])
    }

    private var next: NextStep? {
        switch decision {
        case .notMeasured: NextStep(command: "ttaperf doctor", purpose: "check servers and settings")
        case .targetMissed: show("all figures, plans and advice")
        // A comparison's own next step is about stored runs on one server.
        case .interrupted, .inconclusive:
            isPaired ? show("all figures of the candidate; a longer --time-budget tells more") : again
        case .regressed, .passed: nil
        }
    }

    private func show(_ purpose: String) -> NextStep {
        NextStep(command: "ttaperf history show '#\(candidate.number)'", purpose: purpose)
    }

    /// As it was called, with more time; nil where more time would not help.
    private var again: NextStep? {
        guard comparison.environmentDifferences.isEmpty, !comparison.scenarios.isEmpty else { return nil }
        return NextStep(
            "gate", candidate.scenarios.map(\.scenario), inSandbox: candidate.fingerprint.isOfSandbox,
            options: ["--base '#\(comparison.base.number)'", "--time-budget 2min"],
            purpose: "the same again: more blocks tell more")
    }

    public var json: JSONValue {
        .present([
            "schema": .string("ttaperf-gate/1"),
            "decision": .string(decision.rawValue),
            "comparison": compare.json,
            "candidate": measure.json,
            "confirmation_run": comparison.confirmation.map { .integer(Int64($0.number)) },
            "not_measured": .list(unmeasured) { failure in
                .present([
                    "scenario": .string(failure.scenario), "run": failure.run.map { .integer(Int64($0)) },
                    "reason": .string(failure.reason),
                ])
            },
        ])
    }

    public var records: RecordTable { compare.records }

    /// The verdicts, and the targets that are not met.
    public var judgements: Judgements {
        var judgements = compare.judgements
        judgements.all += measure.judgements.all.filter { [.failed, .undecided, .broken].contains($0.result) }.map {
            var judgement = $0
            judgement.variant = $0.variant.map { "\($0) target" }
            return judgement
        }
        judgements.all += unmeasured.filter { $0.run != candidate.number }.map {
            Judgement(
                scenario: $0.scenario, variant: nil, result: .broken,
                label: $0.run == nil ? "not measured again" : "not measured", reason: $0.reason)
        }
        judgements.conclusion = "Gate: \(decision.rawValue). \(judgements.conclusion)"
        return judgements
    }
}
