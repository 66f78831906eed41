import RunModel
import Terminal
import Testing
import Verdicts

@testable import Reports

/// What a person sees: each report at two widths, in colour and piped, and in every other format that it has.
@Suite struct GoldenTests {
    private static let layouts: [(name: String, layout: TextLayout)] = [
        ("100.txt", TextLayout(width: TerminalWidth(columns: 100))),
        ("60.txt", TextLayout(width: TerminalWidth(columns: 60))),
        (
            "100.colour.txt",
            TextLayout(width: TerminalWidth(columns: 100), styles: StyleRenderer(isColoured: true))
        ),
        ("piped.txt", TextLayout()),
    ]

    private static func fileExtension(_ format: OutputFormat) -> String {
        switch format {
        case .text: "txt"
        case .json: "json"
        case .csv: "csv"
        case .markdown: "md"
        case .junit: "junit.xml"
        case .html: "html"
        case .github: "github.txt"
        }
    }

    private func expectEverywhere<Report: RunReport>(_ report: Report, _ name: String) throws {
        for (suffix, layout) in Self.layouts {
            let text = OutputFormat.text.render(report, layout: layout)
            try GoldenFile.expect(text, is: "\(name).\(suffix)")
        }
        for format in OutputFormat.formats(of: Report.self) where format != .text {
            try GoldenFile.expect(format.render(report), is: "\(name).\(Self.fileExtension(format))")
        }
    }

    @Test func measure() throws {
        let run = Fixtures.run(scenarios: [Fixtures.pipeline, Fixtures.index])
        try expectEverywhere(
            MeasureReport(
                run: run, summaries: [Fixtures.pipelineSummary(), Fixtures.indexSummary()],
                findings: [Fixtures.pipelineFinding, Fixtures.indexFinding], hasBase: true), "measure")
    }

    @Test func measureWithTrouble() throws {
        let run = Fixtures.run(
            number: 0, status: .failed, reason: "graph.traversal failed.", tags: [],
            scenarios: [Fixtures.invalid, Fixtures.failed])
        try expectEverywhere(MeasureReport(run: run, summaries: []), "measure-trouble")
    }

    @Test func compareRegression() throws {
        try expectEverywhere(
            CompareReport(
                Fixtures.comparison(
                    warnings: ["graph.limit is only in the base: not compared."],
                    scenarios: [Fixtures.pipelineComparison, Fixtures.improvedComparison])), "compare-regression")
    }

    @Test func compareDifferentEnvironments() throws {
        let differences = [
            FieldDifference(field: "redis version", base: "7.0.15", candidate: "7.2.4"),
            FieldDifference(field: "kernel", base: "Linux 6.1.0-18-amd64", candidate: "Linux 6.1.0-21-cloud-amd64"),
        ]
        try expectEverywhere(
            CompareReport(Fixtures.comparison(differences: differences, scenarios: [Fixtures.indexComparison])),
            "compare-environment")
    }

    @Test func gatePassed() throws {
        try expectEverywhere(
            GateReport(
                comparison: Fixtures.comparison(scenarios: [Fixtures.improvedComparison]),
                candidate: Fixtures.run(number: 13, tags: [], scenarios: [Fixtures.pipeline]),
                summaries: [Fixtures.pipelineSummary()]), "gate-passed")
    }

    @Test func gateRegressed() throws {
        var comparison = Fixtures.comparison(scenarios: [Fixtures.pipelineComparison, Fixtures.indexComparison])
        comparison.confirmation = RunReference(
            number: 14, tags: [], commit: nil, branch: nil, isDirty: false, startedAtSeconds: 1_795_533_100)
        try expectEverywhere(
            GateReport(
                comparison: comparison,
                candidate: Fixtures.run(number: 13, tags: [], scenarios: [Fixtures.pipeline, Fixtures.index]),
                summaries: [Fixtures.pipelineSummary(), Fixtures.indexSummary()]), "gate-regressed")
    }

    @Test func gateNotMeasured() throws {
        try expectEverywhere(
            GateReport(
                comparison: Fixtures.comparison(
                    warnings: ["graph.traversal cannot be compared: the candidate failed: connection reset"],
                    scenarios: [
                        ScenarioComparison(
                            scenario: ScenarioID("graph.traversal"), variants: [], controlChange: nil,
                            hostControlChanges: [:])
                    ]),
                candidate: Fixtures.run(number: 13, tags: [], scenarios: [Fixtures.failed]), summaries: []),
            "gate-not-measured")
    }

    /// The steps' own times and the ideal follow from the stages.
    @Test func criticalPath() throws {
        let run = Fixtures.run(scenarios: [Fixtures.fetch])
        let report = MeasureReport(run: run, summaries: [summarize(Fixtures.fetch)])
        let line =
            "Critical path: narrative 2.10 ms, then user 900 µs, together 3.00 ms of 4.00 ms in turn; the ideal speed-up "
            + "is 1.33×."
        #expect(OutputFormat.text.render(report, layout: TextLayout()).contains(line))
    }

    @Test func historyList() throws {
        func row(
            _ number: Int, _ status: Run.Status, origin: Run.Origin = .measure, tags: [String], isDirty: Bool
        ) -> HistoryListReport.Row {
            HistoryListReport.Row(
                number: number, startedAtSeconds: 1_795_529_000 + Double(number) * 4_000,
                durationSeconds: status == .running ? nil : 42.4 + Double(number) * 20, status: status, origin: origin,
                tags: tags,
                commit: "4be1f3a99c0d5e21", branch: "faster-fetch", isDirty: isDirty,
                scenarios: ["redis.pipeline", "redis.pool", "graph.index"].map { ScenarioID($0) })
        }
        try expectEverywhere(
            HistoryListReport(
                rows: [
                    row(14, .running, tags: [], isDirty: true),
                    row(13, .interrupted, origin: .gate, tags: [], isDirty: true),
                    row(12, .complete, tags: ["before", "v1"], isDirty: false),
                    row(9, .failed, tags: [], isDirty: false),
                ], omittedCount: 8), "history-list")
    }

    @Test func historyShow() throws {
        let run = Fixtures.run(scenarios: [Fixtures.pipeline])
        try expectEverywhere(HistoryShowReport(run: run, summaries: [Fixtures.pipelineSummary()]), "history-show")
    }

    @Test func doctor() throws {
        try expectEverywhere(
            DoctorReport(checks: [
                .init(name: "redis", status: .ok, detail: "Redis 7.0.15 at redis://127.0.0.1:6379"),
                .init(
                    name: "clock", status: .warning, detail: "reading the clock takes 1.2 µs",
                    advice: "Use the tsc clock source if the machine allows it: times below 10 µs are coarse."),
                .init(
                    name: "graph", status: .failure,
                    detail: "Cannot connect to bolt://127.0.0.1:7687: connection refused; is the server running?",
                    advice: "Start Neo4j, or measure with --sandbox."),
            ]), "doctor")
    }

    @Test func sandboxStatus() throws {
        try expectEverywhere(
            SandboxStatusReport(
                servers: [
                    .init(
                        role: "redis", product: "Redis", version: "7.0.15", address: "redis://127.0.0.1:41733",
                        processID: 4_711, isRunning: true),
                    .init(
                        role: "graph", product: "ArcadeDB", version: nil, address: "bolt://127.0.0.1:40211",
                        processID: nil, isRunning: false),
                ], folder: "/tmp/ttaperf-x7Kq2", startedAtSeconds: 1_795_529_000,
                dataSize: ["NarrativeNode": 20_000, "Session": 500]), "sandbox-status")
    }
}
