import Foundation
import FoundationXML
import RunModel
import Testing
import Verdicts

@testable import Reports

/// Whatever text others wrote, each format stays what it is.
@Suite struct FormatTests {
    private static let hostile = [
        "<script>alert(1)</script>", "a\"b'c&d;e", "]]>", "-->", "%0A::error::x", "\n::error title=x::y", "=1+1",
        "\u{0}\u{8}\u{1B}[31m\u{7F}\u{85}", "\u{FFFE}\u{FFFF}", "é 日 🦊", ",\"\r\n", "@cmd", "::stop-commands::x",
    ]

    private func comparison(_ text: String) -> CompareReport {
        var scenario = Fixtures.pipelineComparison
        scenario.scenario = ScenarioID(text)
        scenario.variants[1].name = text
        scenario.variants[1].reason = text
        scenario.variants[1].planChange = PlanChange(base: nil, candidate: nil, summary: text)
        return CompareReport(Fixtures.comparison(warnings: [text], scenarios: [scenario]))
    }

    private func measurement(_ text: String) -> MeasureReport {
        var run = Fixtures.run(scenarios: [Fixtures.index, Fixtures.failed])
        run.fingerprint.host.name = text
        run.scenarios[1].scenario = ScenarioID(text)
        run.scenarios[1].outcome = .failed(reason: text)
        return MeasureReport(run: run, summaries: [Fixtures.indexSummary()])
    }

    @Test(arguments: hostile) func junitIsWellFormedForAnyText(text: String) throws {
        for xml in [OutputFormat.junit.render(comparison(text)), OutputFormat.junit.render(measurement(text))] {
            let parser = XMLParser(data: Data(xml.utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))\n\(xml)")
        }
    }

    /// HTML that is well-formed XML but for its void elements has no element that a text opened.
    @Test(arguments: hostile) func aPageHoldsNoElementThatATextOpened(text: String) throws {
        for page in [OutputFormat.html.render(comparison(text)), OutputFormat.html.render(measurement(text))] {
            let closed = page.replacing("<!DOCTYPE html>", with: "").replacing(/<meta ([^>]*)>/) { "<meta \($0.1)/>" }
            let parser = XMLParser(data: Data(closed.utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
            #expect(!page.contains("<script"))
            #expect(!page.contains("http://") && !page.contains("src="))
        }
    }

    @Test(arguments: hostile) func everyLineForGitHubIsOneCommand(text: String) {
        for output in [OutputFormat.github.render(comparison(text)), OutputFormat.github.render(measurement(text))] {
            for line in output.split(whereSeparator: \.isNewline) {
                #expect(line.wholeMatch(of: /::(error|warning|notice) title=[^:,]*::.*/) != nil, "\(line)")
            }
        }
    }

    @Test(arguments: hostile) func everyRecordHasTheColumnsOfTheHeader(text: String) throws {
        for output in [OutputFormat.csv.render(comparison(text)), OutputFormat.csv.render(measurement(text))] {
            let records = try CSVReader.records(output)
            #expect(records.count > 2)
            for record in records { #expect(record.count == records[0].count) }
            #expect(!records.joined().contains { $0.hasPrefix("=") || $0.hasPrefix("@") })
        }
    }

    @Test func csvKeepsTextAndLeavesOutWhatWasNotMeasured() throws {
        let table = RecordTable(
            columns: ["a", "b", "c"],
            rows: [[.string("x, \"y\"\nz"), .number(-0.004), nil], [.string("-1"), .integer(-1), .boolean(true)]])
        #expect(
            try CSVReader.records(CSVFormat().render(table)) == [
                ["a", "b", "c"], ["x, \"y\"\nz", "-0.004", ""], ["'-1", "-1", "true"],
            ])
    }

    @Test func aMissedTargetFailsAndAnUncertainOneIsSkipped() {
        let xml = OutputFormat.junit.render(measurement("x"))
        #expect(xml.contains("<failure type=\"target missed\" message=\"p99 is 29.8 ms"))
        #expect(xml.contains("<skipped type=\"target cannot be told\""))
        #expect(xml.contains("<error type=\"failed\" message=\"x\""))
        #expect(xml.contains("time=\"0.018400000\""))
        #expect(xml.contains("tests=\"3\" failures=\"1\" errors=\"1\""))
    }

    @Test func anInvalidScenarioHasNoFiguresInAnyFormat() {
        var invalid = Fixtures.index
        invalid.outcome = .invalid(reason: "rows differ")
        let report = MeasureReport(run: Fixtures.run(scenarios: [invalid]), summaries: [Fixtures.indexSummary()])
        for format in [OutputFormat.csv, .junit, .github, .html] {
            let output = format.render(report)
            #expect(output.contains("rows differ"))
            #expect(!output.contains("18400000") && !output.contains("18.4 ms") && !output.contains("0.0184"))
        }
    }

    /// A format that judges has something to judge; one that is not offered would print nothing.
    @Test func reportsOfferTheFormatsThatMakeSense() {
        #expect(OutputFormat.formats(of: CompareReport.self) == OutputFormat.allCases)
        #expect(OutputFormat.formats(of: MeasureReport.self) == OutputFormat.allCases)
        for report in [HistoryListReport.self, HistoryShowReport.self] as [any RunReport.Type] {
            #expect(OutputFormat.formats(of: report) == [.text, .json, .csv, .markdown, .html])
        }
        for report in [DoctorReport.self, SandboxStatusReport.self] as [any RunReport.Type] {
            #expect(OutputFormat.formats(of: report) == [.text, .json, .markdown, .html])
        }
    }

    @Test(arguments: [(9_000.0, 15_000.0), (80, 3.6e12), (1e3, 1e3), (0.5, 0.9)])
    func everyFigureLiesOnTheAxis(low: Double, high: Double) {
        let mark = IntervalChart.Mark(title: "", shape: .dot, value: low, lower: low, upper: high)
        let scale = PlotScale(IntervalChart(axis: .latency, rows: [.init(label: "", marks: [mark])]))
        #expect(scale.position(low) <= scale.position(high))
        #expect((1...20).contains(scale.ticks.count))
        #expect(Set(scale.ticks.map(\.label)).count == scale.ticks.count)
    }

    @Test(arguments: [0.0001, 0.02, 0.3, 45]) func changesHaveAFewRoundTicksAroundZero(reach: Double) {
        let mark = IntervalChart.Mark(title: "", shape: .dot, value: 0, lower: -reach, upper: reach)
        let scale = PlotScale(
            IntervalChart(axis: .change(margin: reach / 2), rows: [.init(label: "", marks: [mark])]))
        #expect((3...11).contains(scale.ticks.count))
        #expect(scale.ticks.contains { $0.value == 0 })
        #expect(scale.position(0) == 0.5)
    }
}

/// RFC 4180, so that quoting is checked by something else than itself.
private enum CSVReader {
    struct Unterminated: Error {}

    static func records(_ text: String) throws -> [[String]] {
        var records: [[String]] = [[""]]
        var isQuoted = false
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            let (record, cell) = (records.count - 1, records[records.count - 1].count - 1)
            switch (scalar, isQuoted) {
            case ("\"", true) where scalars.first == "\"":
                scalars.removeFirst()
                records[record][cell] += "\""
            case ("\"", _): isQuoted.toggle()
            case (",", false): records[record].append("")
            case ("\n", false): records.append([""])
            default: records[record][cell].unicodeScalars.append(scalar)
            }
        }
        guard !isQuoted, records.last == [""] else { throw Unterminated() }
        return records.dropLast()
    }
}
