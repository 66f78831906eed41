import Arguments
import Configuration
import Foundation
import RunModel
import Scenarios
import Synchronization
import Testing

@testable import Commands
@testable import Reports

@Suite struct ScenarioSelectionTests {
    private func selected(_ words: [String], _ settings: Settings = .default) throws -> [String] {
        try ScenarioSelection.select(words, settings: settings).map(\.id.rawValue)
    }

    @Test func wordsCountBeforeTheSettings() throws {
        var settings = Settings.default
        settings.run = [try #require(ScenarioPattern("redis.pool"))]
        #expect(try selected([], settings) == ["redis.pool"])
        #expect(try selected(["graph.*"], settings) == ["graph.index", "graph.limit"])
    }

    /// Each once, in the catalogue's order, whatever the words.
    @Test func theOrderIsTheCatalogues() throws {
        #expect(try selected(["redis.pool", "redis.*", "redis.pipeline"]) == ["redis.pipeline", "redis.pool"])
    }

    @Test func whatIsNotThereIsUsage() {
        for word in ["redis.pole", "a b", "", "x/y/z"] {
            let error = #expect(throws: UsageError.self) { try selected([word]) }
            #expect(error?.description.contains("'\(word)'") == true)
        }
    }
}

@Suite struct MeasuringOptionsTests {
    @Test func theTimeBudgetReplacesTheSettings() throws {
        let options = try MeasuringOptions.parse(["--time-budget", "90s", "--seed", "7", "--tag", "a", "--tag", "b"])
        #expect(options.apply(to: .default).measure.timeBudget == .seconds(90))
        #expect(options.effectiveSeed == 7)
        #expect(options.tag == ["a", "b"])
        let none = try MeasuringOptions.parse([])
        #expect(none.apply(to: .default) == .default)
        #expect(none.effectiveSeed != none.effectiveSeed, "a new seed each time")
    }

    @Test(arguments: [
        ("1s", true), ("86400s", true), ("2min", true), ("999ms", false), ("86401s", false), ("-5s", false),
        ("5", false), ("", false),
    ])
    func aTimeBudgetIsFromASecondToADay(text: String, isAllowed: Bool) {
        #expect(((try? TimeBudget.read(text)) != nil) == isAllowed)
    }

    @Test func aBadTagIsRefused() {
        #expect(run("measure", "--tag", "").status == 64)
        #expect(run("measure", "--seed", "-1").status == 64)
    }
}

@Suite struct StepSummaryTests {
    private let report = DoctorReport(checks: [.init(name: "redis", status: .ok, detail: "well")])

    @Test func theReportIsAddedToTheFileAsMarkdown() throws {
        let path = NSTemporaryDirectory() + "ttaperf-summary-\(UUID().uuidString).md"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "before\n".write(toFile: path, atomically: true, encoding: .utf8)
        let context = Context(environment: ["GITHUB_STEP_SUMMARY": path], output: { _ in }, errors: { _ in })
        StepSummary.append(report, in: context)
        #expect(
            try String(contentsOfFile: path, encoding: .utf8) == "before\n" + OutputFormat.markdown.render(report))
    }

    @Test(arguments: ["/nonexistent/summary.md", "/dev/full"]) func aFileThatCannotBeWrittenIsAWarning(path: String) {
        #expect(warning(["GITHUB_STEP_SUMMARY": path]).hasPrefix("Warning: cannot write the step summary to \(path) ("))
    }

    @Test func aPipeThatNobodyReadsIsAWarningAndNoWait() throws {
        let path = NSTemporaryDirectory() + "ttaperf-summary-\(UUID().uuidString).pipe"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try #require(mkfifo(path, 0o600) == 0)
        #expect(warning(["GITHUB_STEP_SUMMARY": path]).hasPrefix("Warning: cannot write the step summary to \(path) ("))
    }

    @Test func elsewhereNothingIsWritten() {
        for environment in [[:], ["GITHUB_STEP_SUMMARY": ""]] { #expect(warning(environment).isEmpty) }
    }

    /// What is said on standard error.
    private func warning(_ environment: [String: String]) -> String {
        let warning = Warning()
        StepSummary.append(
            report,
            in: Context(
                environment: environment, output: { _ in }, errors: { text in warning.text.withLock { $0 += text } }))
        return warning.text.withLock { $0 }
    }

    private final class Warning: Sendable { let text = Mutex("") }
}
