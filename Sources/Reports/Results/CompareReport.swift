import Terminal
public import Verdicts

/// Two runs held against each other.
public struct CompareReport: RunReport, Equatable {
    public static let title = "Comparison of two runs"
    public static let formats = OutputFormat.allCases

    public var comparison: RunComparison
    /// nil: the one that follows from the verdict.
    public var next: NextStep?

    public init(_ comparison: RunComparison, next: NextStep? = nil) {
        self.comparison = comparison
        self.next = next
    }

    public func document(utcOffsetSeconds: Int) -> Document {
        Document(
            sections: [header(utcOffsetSeconds)] + environment
                + comparison.scenarios.filter { !$0.variants.isEmpty }
                .flatMap { ComparisonSections(comparison: $0).sections }
                + [ending])
    }

    private func header(_ utcOffsetSeconds: Int) -> Document.Section {
        var blocks: [Document.Block] = [
            .fields([
                Document.Field("base", reference(comparison.base, utcOffsetSeconds)),
                Document.Field("candidate", reference(comparison.candidate, utcOffsetSeconds)),
            ])
        ]
        blocks += comparison.warnings.map { .item(.warning, StyledText($0, .warn), details: []) }
        return Document.Section(blocks: blocks)
    }

    private var environment: [Document.Section] {
        guard !comparison.environmentDifferences.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init("field"), .init("base", wrapsTo: 12), .init("candidate", wrapsTo: 12),
        ])
        for difference in comparison.environmentDifferences {
            table.addRow([
                StyledText(difference.field), StyledText(difference.base), StyledText(difference.candidate),
            ])
        }
        let heading = StyledText("! ", .warn) + StyledText("The environments of the two runs differ", .bold)
        return [Document.Section(heading, blocks: [.table(table)])]
    }

    private func reference(_ run: RunReference, _ utcOffsetSeconds: Int) -> StyledText {
        var parts = [DateText.minute(secondsSince1970: run.startedAtSeconds, utcOffsetSeconds: utcOffsetSeconds)]
        if !run.tags.isEmpty { parts.append("tag \(run.tags.joined(separator: ", "))") }
        if let commit = run.commit {
            parts.append(Wording.source(commit: commit, branch: run.branch, isDirty: run.isDirty))
        }
        return StyledText("run #\(run.number)", .bold) + StyledText(" · " + parts.joined(separator: " · "))
    }

    /// The verdict over all, with counts.
    var conclusion: StyledText {
        let verdicts = comparison.scenarios.flatMap(\.variants).map(\.verdict)
        let counts = [Verdict.regressed, .inconclusive, .improved, .unchanged].compactMap { verdict -> String? in
            let count = verdicts.count { $0 == verdict }
            return count == 0 ? nil : "\(count) \(verdict.rawValue)"
        }
        guard !verdicts.isEmpty else {
            return StyledText(
                comparison.scenarios.isEmpty
                    ? "The runs have no scenario in common: nothing was compared." : "Nothing could be compared.", .warn
            )
        }
        return Wording.verdict(comparison.verdict) + StyledText(" over all: \(counts.joined(separator: ", ")).")
    }

    private var ending: Document.Section {
        let isEmpty = comparison.scenarios.allSatisfy(\.variants.isEmpty)
        let page = DocumentationPage.readingResults.rawValue
        return Document.Section(blocks: [
            .paragraph(conclusion),
            .paragraph(
                StyledText(
                    "Changes are those of the ratio to the control measured in between, so a slower machine"
                        + " alone is no regression: \(page).", .dim)),
            .next(next ?? defaultNext(isEmpty: isEmpty)),
        ])
    }

    private func defaultNext(isEmpty: Bool) -> NextStep {
        func measureInconclusive(options: [String] = [], purpose: String) -> NextStep {
            let scenarios = comparison.scenarios.filter { $0.variants.contains { $0.verdict == .inconclusive } }
            return NextStep(
                "measure", scenarios.map(\.scenario), inSandbox: comparison.candidate.isOfSandbox, options: options,
                purpose: purpose)
        }
        if isEmpty { return NextStep(command: "ttaperf history list", purpose: "find two runs of the same scenarios") }
        // Quoted: an unquoted # starts a comment in a shell.
        let show = "ttaperf history show '#\(comparison.candidate.number)'"
        switch comparison.verdict {
        case .regressed:
            return NextStep(command: show, purpose: "figures, plans and advice: find where the time goes")
        case .inconclusive where !comparison.environmentDifferences.isEmpty:
            return measureInconclusive(
                purpose: "a base and a candidate on one machine, with equal servers, data and settings")
        case .inconclusive:
            return measureInconclusive(
                options: ["--time-budget 2min"], purpose: "base and candidate again: more blocks narrow the interval")
        case .improved, .unchanged:
            return NextStep(command: show, purpose: "all figures of the candidate")
        }
    }
}
