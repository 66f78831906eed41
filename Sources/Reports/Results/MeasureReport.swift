public import RunModel
import Terminal
public import Verdicts

/// What `measure` found out.
public struct MeasureReport: RunReport, Equatable {
    public static let title = "Measurement"
    public static let formats = OutputFormat.allCases

    public var run: Run
    /// In any order; a scenario without one is shown with its outcome alone.
    public var summaries: [ScenarioSummary]
    /// As text, only those about the slow habit of a scenario are shown: they are the advice. JSON has all.
    public var findings: [Finding]
    /// `compare` finds an earlier run to hold this one against.
    public var hasBase: Bool
    /// nil: the one that follows from the run.
    public var next: NextStep?

    public init(
        run: Run, summaries: [ScenarioSummary], findings: [Finding] = [], hasBase: Bool = false, next: NextStep? = nil
    ) {
        self.run = run
        self.summaries = summaries
        self.findings = findings
        self.hasBase = hasBase
        self.next = next
    }

    public func document(utcOffsetSeconds: Int) -> Document {
        Document(sections: [RunHeader(run: run).section(utcOffsetSeconds: utcOffsetSeconds)] + scenarios + [ending])
    }

    /// The scenarios alone, for reports that begin and end differently.
    var scenarios: [Document.Section] {
        run.scenarios.flatMap { result in
            ScenarioSections(
                result: result, summary: summaries.first { $0.scenario == result.scenario },
                findings: findings.filter { $0.scenario == result.scenario }
            ).sections
        }
    }

    private var ending: Document.Section {
        let stored = run.number > 0 ? "Stored as run #\(run.number)." : "This run is not stored."
        let links = "\(DocumentationPage.readingResults.rawValue) says how to read these figures."
        return Document.Section(blocks: [
            .paragraph(StyledText(stored) + StyledText(" \(links)", .dim)), .next(next ?? defaultNext),
        ])
    }

    var defaultNext: NextStep {
        let needsHelp = run.scenarios.contains { result in
            switch result.outcome {
            case .failed, .invalid: true
            case .valid, .interrupted, .unfinished: false
            }
        }
        if needsHelp || run.status == .failed {
            return NextStep(command: "ttaperf doctor", purpose: "check servers and settings")
        }
        if hasBase, run.status == .complete {
            return NextStep(command: "ttaperf compare", purpose: "hold this run against the one before")
        }
        return NextStep(
            "measure", run.scenarios.map(\.scenario), inSandbox: run.fingerprint.isOfSandbox,
            purpose: run.status == .complete ? "again after your change; then ttaperf compare" : "again, to the end")
    }
}
