import FoundationEssentials
public import RunModel
import Terminal
public import Verdicts

/// One stored run with all that is known about it.
public struct HistoryShowReport: RunReport, Equatable {
    public static let title = "Stored run"
    public static let formats: [OutputFormat] = [.text, .json, .csv, .markdown, .html]

    private var measurement: MeasureReport
    /// `latest` is another run, to hold against this one.
    private var hasLater: Bool

    public init(
        run: Run, summaries: [ScenarioSummary], findings: [Finding] = [], hasLater: Bool = true, next: NextStep? = nil
    ) {
        measurement = MeasureReport(run: run, summaries: summaries, findings: findings, next: next)
        self.hasLater = hasLater
    }

    public func document(utcOffsetSeconds: Int) -> Document {
        let run = measurement.run
        let finished = run.finishedAt.map { end in
            NumberText.elapsed(seconds: end.timeIntervalSince(run.startedAt))
        }
        var facts = finished.map { [Document.Field("took", StyledText($0))] } ?? []
        facts.append(Document.Field("seed", StyledText(String(run.seed))))
        if !run.fingerprint.configurationHash.isEmpty {
            facts.append(Document.Field("settings", StyledText(run.fingerprint.configurationHash)))
        }
        var header = RunHeader(run: run).section(utcOffsetSeconds: utcOffsetSeconds)
        header.blocks = header.blocks.map { block in
            if case .fields(let fields) = block { .fields(fields + facts) } else { block }
        }
        let next = measurement.next ?? defaultNext(run)
        return Document(
            sections: [header] + measurement.scenarios + [Document.Section(blocks: [.next(next)])])
    }

    /// The keys of `ttaperf-measure/1`.
    public var json: JSONValue { measurement.json(schema: "ttaperf-history-show/1") }

    public var records: RecordTable { measurement.records }

    private func defaultNext(_ run: Run) -> NextStep {
        // Only a complete run can be a base.
        guard run.status == .complete else { return measurement.defaultNext }
        // Quoted: an unquoted # starts a comment in a shell.
        guard let tag = run.tags.first else {
            return NextStep(
                command: "ttaperf history tag '#\(run.number)' before", purpose: "name it, to compare with it")
        }
        return .comparing(withTag: tag, hasLater: hasLater)
    }
}

extension NextStep {
    /// What a run with a tag is good for.
    ///
    /// - Parameter hasLater: `latest` is another run.
    public static func comparing(withTag tag: String, hasLater: Bool) -> NextStep {
        let compare = "ttaperf compare tag:\(tag) latest"
        return hasLater
            ? NextStep(command: compare, purpose: "what changed since")
            : NextStep(command: "ttaperf measure", purpose: "again after your change; then \(compare)")
    }
}
