import CSQLite
import Foundation
import History
import RunModel
import Testing

@testable import Commands

/// A history with some runs, in a folder that goes with its test.
private final class StoredRuns {
    let folder = NSTemporaryDirectory() + "ttaperf-history-\(UUID().uuidString)"
    var path: String { folder + "/history.sqlite" }

    /// #1 tagged `before`, #2 interrupted, #3 on another commit.
    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try HistoryStore(path: path)
        for (index, status) in [Run.Status.complete, .interrupted, .complete].enumerated() {
            _ = try store.begin(Self.run(seed: UInt64(index + 1), status, tags: index == 0 ? ["before"] : []))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func run(seed: UInt64, _ status: Run.Status, tags: [String]) -> Run {
        Run(
            startedAt: Date(timeIntervalSince1970: 1_790_000_000),
            finishedAt: Date(timeIntervalSince1970: 1_790_000_042),
            status: status, tags: tags,
            fingerprint: Fingerprint(
                tool: "0.1.0",
                host: .init(name: "box", cpuModel: nil, cpuCount: 2, kernel: "Linux", operatingSystem: nil),
                source: .init(commit: "abcd000\(seed)", branch: "main", isDirty: false)), seed: seed,
            scenarios: [
                ScenarioResult(
                    scenario: ScenarioID("redis.pipeline"), operation: "fetch 100 values", workUnit: "command",
                    controlDescription: "PING", variants: [VariantResult(name: "single", summary: "one by one")],
                    blocks: [
                        Block(
                            index: 0, startNanoseconds: 0, durationNanoseconds: 1,
                            measurements: [
                                Measurement(name: "single", role: .variant, histogram: Histogram([1000, 2000]))
                            ])
                    ], outcome: .valid)
            ])
    }

    func run(_ arguments: String...) -> Outcome {
        runCommand(["history"] + arguments + ["--history", path])
    }

    var numbers: [Int] { get throws { try HistoryStore.openExisting(path: path).numbers() } }

    /// Statements that no command of ours would run.
    func execute(_ sql: String) {
        var handle: OpaquePointer?
        #expect(sqlite3_open(path, &handle) == SQLITE_OK)
        #expect(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
        sqlite3_close(handle)
    }
}

@Suite struct HistoryCommandTests {
    @Test func listShowsTheNewestAndCountsTheRest() throws {
        let runs = try StoredRuns()
        let all = runs.run("list")
        #expect(all.status == 0)
        for text in ["#1", "#2", "#3", "before", "interrupted", "abcd000", "redis.pipeline"] {
            #expect(all.output.contains(text), "\(text)")
        }
        #expect(runs.run("list", "--limit", "1").output.contains("2 older runs not shown"))
        let csv = runs.run("list", "--format", "csv")
        #expect(csv.output.split(separator: "\n").count == 4)
    }

    @Test func showTakesTheLatestCompleteRunUnlessAnotherIsNamed() throws {
        let runs = try StoredRuns()
        #expect(runs.run("show").output.hasPrefix("run #3 · "))
        #expect(runs.run("show", "tag:before").output.hasPrefix("run #1 · "))
        let interrupted = runs.run("show", "#2")
        #expect(interrupted.status == 0 && interrupted.output.contains("interrupted"))
    }

    @Test func aFormatThatAReportLacksIsRefusedWithThoseItHas() throws {
        let outcome = try StoredRuns().run("list", "--format", "junit")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("junit") && outcome.errors.contains("'csv', 'markdown' or 'html'"))
        #expect(run("doctor", "--format", "csv").status == 64)
        let help = run("doctor", "--help").output
        #expect(help.contains("html") && !help.contains("junit") && !help.contains("csv"))
    }

    @Test func tagsAreGivenAndTakenAway() throws {
        let runs = try StoredRuns()
        let tagged = runs.run("tag", "latest", "after")
        #expect(tagged.status == 0)
        // Nothing is later than the latest.
        let next = "Next  ttaperf measure  (again after your change; then ttaperf compare tag:after latest)"
        #expect(tagged.output == "Run #3 is tagged after.\n\(next)\n")
        #expect(runs.run("show", "latest").output.hasSuffix("\(next)\n"))
        #expect(
            runs.run("tag", "1", "before").output
                == "Run #1 is tagged before.\nNext  ttaperf compare tag:before latest  (what changed since)\n")
        #expect(runs.run("show", "tag:after").output.hasPrefix("run #3 · "))
        #expect(runs.run("tag", "3", "after", "--remove").output == "Run #3 is no longer tagged after.\n")
        #expect(runs.run("show", "tag:after").status == 5)
        #expect(runs.run("tag", "3", "after", "--remove").status == 64)
        #expect(runs.run("tag", "3", "two words").status == 64)
    }

    @Test func rmRemovesAllThatAreNamedOrNone() throws {
        let runs = try StoredRuns()
        #expect(runs.run("rm").status == 64)
        #expect(runs.run("rm", "1", "99").status == 5)
        #expect(runs.run("rm", "3", "commit:abcd").status == 64)
        #expect(try runs.numbers == [1, 2, 3])
        let removed = runs.run("rm", "latest", "#3", "latest~1")
        #expect(removed.status == 0)
        let lines = removed.output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("Removed run #3 of 2026-"))
        #expect(lines[1].hasSuffix("(complete, tagged before)."))
        #expect(try runs.numbers == [2])
    }

    @Test func pruneKeepsTheNewestAndTheTagged() throws {
        let runs = try StoredRuns()
        #expect(runs.run("prune").status == 64)
        #expect(runs.run("prune", "--keep", "-1").status == 64)
        #expect(runs.run("prune", "--keep", "1").output == "Removed #2; 2 runs are left.\n")
        #expect(runs.run("prune", "--keep", "1").output == "Removed no run; 2 runs are left.\n")
    }

    @Test func anExportedRunIsImportedOnce() throws {
        let (runs, others) = (try StoredRuns(), try StoredRuns())
        others.execute("UPDATE runs SET seed = seed + 100")
        let file = runs.folder + "/runs.json"
        try "old".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(runs.run("export", "--output", file).output == "Exported 3 runs to \(file).\n")
        let exported = try FileManager.default.attributesOfItem(atPath: file)
        #expect(exported[.posixPermissions] as? Int == 0o600)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == runs.run("export").output)
        let first = others.run("import", file)
        #expect(first.status == 0)
        #expect(
            first.output == """
                Run #1 of the file is now #4, without what other runs here are tagged: before.
                Run #2 of the file is now #5.
                Run #3 of the file is now #6.

                """)
        #expect(others.run("import", file).output.contains("Run #1 of the file is here already, as #4."))
        #expect(try others.numbers == [1, 2, 3, 4, 5, 6])
        // The folder of a new history is made, too.
        let fresh = runs.folder + "/new/history.sqlite"
        #expect(runCommand(["history", "import", file, "--history", fresh]).status == 0)
        #expect(runCommand(["history", "show", "tag:before", "--history", fresh]).status == 0)
    }

    @Test func anExportGoesThroughALinkAndIntoAPipeButNeverOverADevice() throws {
        let runs = try StoredRuns()
        let (target, link) = (runs.folder + "/target.json", runs.folder + "/link.json")
        try "old".write(toFile: target, atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        #expect(runs.run("export", "1", "--output", link).status == 0)
        #expect(try String(contentsOfFile: target, encoding: .utf8) == runs.run("export", "1").output)
        let full = runs.run("export", "--output", "/dev/full")
        #expect(full.status == 4)
        #expect(full.errors.hasPrefix("Error: Cannot write /dev/full: No space left on device"))
        var status = stat()
        #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        #expect(runs.run("export", "--output", runs.folder + "/none/x.json").status == 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: runs.folder).filter { $0.hasSuffix(".new") } == [])
    }

    @Test func aBadFileIsRefusedInOneSentence() throws {
        let runs = try StoredRuns()
        let file = runs.folder + "/bad.json"
        for text in [
            "", "{}", "{\"schema\":\"ttaperf-export/9\",\"runs\":[]}",
            "{\"schema\":\"ttaperf-export/1\",\"runs\":[{}]}",
        ] {
            try text.write(toFile: file, atomically: false, encoding: .utf8)
            let outcome = runs.run("import", file)
            #expect(outcome.status == 64 && outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("Error: Cannot import \(file): "))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
        #expect(runs.run("import", runs.folder + "/none.json").status == 64)
        #expect(try runs.numbers == [1, 2, 3])
    }
}

/// Whatever is wrong with the file: one sentence, the right status, and the file as it was.
@Suite struct HistoryFaultTests {
    private static let reading = [
        ["list"], ["show"], ["tag", "1", "x"], ["rm", "1"], ["prune", "--keep", "1"], ["export"],
    ]

    private func expect(_ status: Int32, _ text: String, _ path: String) {
        for words in Self.reading {
            let outcome = runCommand(["history"] + words + ["--history", path])
            #expect(outcome.status == status && outcome.output.isEmpty, "\(words)")
            #expect(outcome.errors.contains(text) && outcome.errors.contains(path), "\(words): \(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func noHistory() throws {
        let path = NSTemporaryDirectory() + "ttaperf-none-\(UUID().uuidString).sqlite"
        expect(5, "run `ttaperf measure` first", path)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    /// What the error of a damaged run advises must work.
    @Test func aDamagedRunCanBeRemoved() throws {
        let runs = try StoredRuns()
        runs.execute("UPDATE runs SET origin = 'bogus' WHERE number = 1")
        #expect(runs.run("show", "1").status == 4)
        let removal = runs.run("rm", "1")
        #expect(removal.status == 0)
        #expect(removal.output == "Removed run #1, which could not be read.\n")
    }

    @Test func aDamagedFile() throws {
        let runs = try StoredRuns()
        let noise = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
        try noise.write(to: URL(fileURLWithPath: runs.path))
        expect(4, "damaged", runs.path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: runs.path)) == noise)
    }

    @Test func aNewerSchema() throws {
        let runs = try StoredRuns()
        runs.execute("PRAGMA user_version = 99")
        expect(4, "written by a newer ttaperf (schema 99", runs.path)
    }

    @Test func anotherApplicationsFile() throws {
        let runs = try StoredRuns()
        runs.execute("PRAGMA application_id = 7")
        expect(4, "is not a history of ttaperf", runs.path)
    }

    @Test func aFileOfTheFirstSchemaIsBroughtUpToDate() throws {
        let runs = try StoredRuns()
        runs.execute(
            """
            DROP INDEX runs_by_status; ALTER TABLE runs DROP COLUMN origin; CREATE INDEX runs_by_status ON runs (status);
            DROP INDEX runs_by_seed; PRAGMA user_version = 1
            """)
        let file = runs.folder + "/x.json"
        #expect(runs.run("export", "--output", file).status == 0)
        #expect(runs.run("import", file).output.contains("is here already, as #1"))
        runs.execute("DROP INDEX runs_by_seed")
    }

    @Test func everyErrorHasItsStatus() {
        let contents = HistoryContents(completeCount: 0, numbers: nil)
        let table: [(HistoryError, Commands.ExitStatus)] = [
            (.noHistory(path: "p"), .noBaseline), (.noSuchRun(wanted: "w", path: "p", contents: contents), .noBaseline),
            (.locked(path: "p"), .measurementFailed), (.full(path: "p"), .measurementFailed),
            (.readOnly(path: "p"), .measurementFailed), (.runIsLive(number: 1), .measurementFailed),
            (.ambiguousCommit(prefix: "a", commits: []), .usage), (.invalidSelector(text: "x"), .usage),
        ]
        for (error, status) in table { #expect(Commands.ExitStatus(for: error) == status, "\(error)") }
    }
}
