import Foundation
import RunModel
import Terminal
import Testing
import Verdicts

@testable import Reports

@Suite struct RenderingTests {
    private let report = MeasureReport(
        run: Fixtures.run(scenarios: [Fixtures.pipeline, Fixtures.index]),
        summaries: [Fixtures.pipelineSummary(), Fixtures.indexSummary()],
        findings: [Fixtures.pipelineFinding, Fixtures.indexFinding])
    private let comparison = CompareReport(
        Fixtures.comparison(scenarios: [Fixtures.pipelineComparison, Fixtures.indexComparison]))

    private func text(_ report: some RunReport, columns: Int? = nil, isColoured: Bool = false) -> String {
        OutputFormat.text.render(
            report,
            layout: TextLayout(
                width: TerminalWidth(columns: columns), styles: StyleRenderer(isColoured: isColoured)))
    }

    /// Links stay whole, so that they can be copied; everything else keeps to the width.
    @Test(arguments: [60, 72, 80, 100, 132]) func linesFitTheTerminal(columns: Int) {
        for output in [text(report, columns: columns), text(comparison, columns: columns)] {
            for line in output.split(separator: "\n") where !line.contains("https://") {
                #expect(String(line).displayWidth <= columns, "\(line)")
            }
        }
    }

    @Test(arguments: [60, 100]) func colourAddsNothingButColour(columns: Int) {
        for (coloured, plain) in [
            (text(report, columns: columns, isColoured: true), text(report, columns: columns)),
            (text(comparison, columns: columns, isColoured: true), text(comparison, columns: columns)),
        ] {
            #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
            #expect(coloured != plain)
            #expect(!plain.contains("\u{1B}"))
        }
    }

    @Test func jsonIsReadByOthers() throws {
        let object = try JSONSerialization.jsonObject(with: Data(report.json.text.utf8)) as? [String: Any]
        #expect(object?["schema"] as? String == "ttaperf-measure/1")
        let scenarios = try #require(object?["scenarios"] as? [[String: Any]])
        let variants = try #require(scenarios[1]["variants"] as? [[String: Any]])
        let latency = try #require(variants[1]["latency_nanoseconds"] as? [String: [String: Any]])
        #expect(latency["p50"]?["value"] as? Double == 212_000)
        // Not measured: absent, with the reason.
        #expect(latency["p99"]?["value"] == nil)
        #expect(latency["p99"]?["refusal"] as? String == "p99 needs 1,000 samples; there are 840")
    }

    @Test func jsonEscapesAndSorts() throws {
        let text = "quote \" backslash \\ line\n tab\t bell\u{7} µ 日"
        let value = JSONValue.object(["b": .string(text), "a": .number(.nan), "c": .number(1.5), "d": .array([])])
        let object = try JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: Any]
        #expect(object?["b"] as? String == text)
        #expect(value.text.hasPrefix("{\n  \"a\": null,\n  \"b\""))
        #expect(value.text.hasSuffix("\"c\": 1.5,\n  \"d\": []\n}\n"))
    }

    @Test func figuresThatWereNotReportedHaveNoColumn() {
        let columns = PlanTable(Fixtures.textPlan).table.columns.map(\.title)
        #expect(columns == ["operator", "rows", "time", "details"])
    }

    @Test func anUnreportedFigureOfOneOperatorIsNotZero() {
        let rows = PlanTable(Fixtures.textPlan).table.rows.map { $0.map(\.plain) }
        #expect(rows[0] == ["ProduceResults", "—", "—", ""])
        #expect(rows[3][0] == "   └─ NodeByLabelScan")
    }

    @Test func adviceIsAboutTheSlowHabitOnly() {
        var fast = Fixtures.indexFinding
        fast.variant = "index"
        let report = MeasureReport(
            run: Fixtures.run(scenarios: [Fixtures.index]), summaries: [Fixtures.indexSummary()], findings: [fast])
        #expect(!text(report).contains("Findings"))
        #expect(report.json.text.contains("\"variant\": \"index\""))
    }

    @Test func anInvalidScenarioShowsNoFigures() {
        var invalid = Fixtures.index
        invalid.outcome = .invalid(reason: "scan returned 40 rows, index 39 rows")
        let report = MeasureReport(
            run: Fixtures.run(scenarios: [invalid]), summaries: [Fixtures.indexSummary()])
        let output = text(report)
        #expect(output.contains("✗ invalid: scan returned 40 rows, index 39 rows"))
        #expect(!output.contains("18.4 ms") && !output.contains("86.8"))
        #expect(output.contains("ttaperf doctor"))
    }

    @Test func aServerCannotSteerTheTerminal() {
        var run = Fixtures.run(scenarios: [Fixtures.pipeline])
        run.fingerprint.servers[0].version = "7\u{1B}]0;title\u{7}"
        #expect(!text(MeasureReport(run: run, summaries: [])).contains { $0 == "\u{1B}" || $0 == "\u{7}" })
    }

    @Test func theCallerMayNameTheNextStep() {
        let step = NextStep(command: "ttaperf gate", purpose: "let CI decide")
        #expect(
            text(CompareReport(comparison.comparison, next: step)).hasSuffix("Next  ttaperf gate  (let CI decide)\n"))
    }

    @Test func nothingInCommonIsSaid() {
        let output = text(CompareReport(Fixtures.comparison(scenarios: [])))
        #expect(output.contains("nothing was compared"))
        #expect(!output.contains("unchanged"))
    }

    @Test func emptyListsSayWhatToDo() {
        #expect(text(HistoryListReport(rows: [])).contains("Next  ttaperf measure"))
        #expect(text(HistoryListReport(rows: [], omittedCount: 3)).contains("Next  ttaperf history list"))
        #expect(text(SandboxStatusReport(servers: [])).contains("Next  ttaperf sandbox start"))
    }

    @Test func aFineQuantileKeepsItsName() {
        var summary = Fixtures.pipelineSummary()
        summary.variants[0].targets[0].target.quantile = 0.9999
        let report = MeasureReport(
            run: Fixtures.run(scenarios: [Fixtures.pipeline]), summaries: [summary])
        #expect(text(report).contains("p99.99 < "))
        #expect(OutputFormat.json.render(report).contains("\"p99.99\""))
    }

    @Test func twoServersGetNoAdviceForOne() {
        let inconclusive = Fixtures.comparison(scenarios: [Fixtures.indexComparison])
        for differences in [[], [FieldDifference(field: "redis version", base: "7.0", candidate: "7.2")]] {
            var comparison = inconclusive
            comparison.environmentDifferences = differences
            comparison.scenarios[0].variants = [comparison.scenarios[0].variants[0]]
            comparison.scenarios[0].variants[0].verdict = .inconclusive
            let report = GateReport(
                comparison: comparison,
                candidate: Fixtures.run(number: 13, tags: [], scenarios: [Fixtures.pipeline]),
                summaries: [Fixtures.pipelineSummary()], isPaired: true)
            #expect(report.decision == .inconclusive)
            #expect(text(report).contains("Next  ttaperf history show '#13'"))
        }
    }

    @Test func aSecondLookWithoutFiguresIsNoLook() {
        var comparison = Fixtures.comparison(scenarios: [Fixtures.pipelineComparison])
        let again = Fixtures.run(number: 14, tags: [], scenarios: [Fixtures.failed])
        comparison.confirmation = RunReference(
            number: 14, tags: [], commit: nil, branch: nil, isDirty: false, startedAtSeconds: 1_795_533_100)
        let report = GateReport(
            comparison: comparison,
            candidate: Fixtures.run(number: 13, tags: [], scenarios: [Fixtures.pipeline]),
            summaries: [Fixtures.pipelineSummary()], others: [again])
        #expect(text(report).contains("Alarms were to be measured again in run #14."))
        #expect(OutputFormat.json.render(report).contains("\"not_measured\""))
    }

    @Test(arguments: [
        (GateReport.MissingSecondLook.interrupted, "The gate was interrupted before alarms were measured again."),
        (.failed(reason: "no room"), "Alarms could not be measured again: no room"),
    ])
    func aMissingSecondLookIsNamed(_ missing: GateReport.MissingSecondLook, _ sentence: String) {
        let report = GateReport(
            comparison: comparison.comparison,
            candidate: Fixtures.run(number: 13, tags: [], scenarios: [Fixtures.pipeline]),
            summaries: [Fixtures.pipelineSummary()], missingSecondLook: missing)
        #expect(OutputFormat.text.render(report, layout: TextLayout()).contains("✗ redis.pipeline: \(sentence)"))
        #expect(report.judgements.all.contains { $0.result == .broken && $0.reason == sentence })
        #expect(OutputFormat.json.render(report).contains(sentence))
    }

    @Test(arguments: DocumentationPage.allCases) func pagesThatReportsNameExist(page: DocumentationPage) {
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
        #expect(FileManager.default.fileExists(atPath: root.appending(path: page.rawValue).path))
    }

    @Test func markdownEscapesWhatOthersWrote() {
        var run = Fixtures.run(scenarios: [Fixtures.pipeline])
        run.fingerprint.host.name = "<b>|`*"
        let output = OutputFormat.markdown.render(MeasureReport(run: run, summaries: []))
        #expect(output.contains("&lt;b&gt;\\|\\`\\*"))
    }
}
