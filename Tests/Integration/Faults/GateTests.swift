import BoltClient
import Cancellation
import ChildProcess
import Foundation
import History
import RedisClient
import RunModel
import Sandbox
import Testing
import Transport

/// `gate` and `compare` through the real program: what must be found is found every time, and nothing is made up.
@Suite struct GateTests {
    private func measured() throws -> (place: Place, server: RedisServer) {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        let result = try place.run(["measure", "redis.pipeline", "--tag", "before", "--redis", server.location])
        #expect(result.exit == .status(0), "\(result.errorText)")
        return (place, server)
    }

    /// A plan that lost its index is exact: one short run finds it.
    @Test(arguments: GraphServer.all) func aDroppedIndexIsARegression(_ kind: GraphServer) throws {
        let place = try Place()
        try place.writeQuickSettings()
        var environment = ProcessInfo.processInfo.environment
        if kind.name == GraphServer.arcadeDB.name { environment["NEO4J_HOME"] = nil }
        environment["TMPDIR"] = place.path("tmp")
        let sandbox = try Sandbox.start(
            SandboxOptions(size: 1_000, environment: environment), cancellation: Cancellation()
        ) { _ in }
        defer { sandbox.stop() }
        let url = try #require(sandbox.graph)
        let servers = [
            "NEO4J_URI": "bolt://127.0.0.1:\(url.port)", "NEO4J_USERNAME": url.username,
            "NEO4J_PASSWORD": url.password,
        ]
        let base = try place.run(["measure", "graph.index", "graph.limit", "--tag", "before"], changes: servers)
        #expect(base.exit != .status(4), "\(base.errorText)")

        let graph = try BoltConnection(url: url)
        _ = try graph.run("DROP INDEX tta_NarrativeNode_session_id")
        graph.close()
        for _ in 0..<2 {
            for scenario in ["graph.index", "graph.limit"] {
                let gate = try place.run(["gate", scenario, "--base", "tag:before"], changes: servers)
                #expect(gate.exit == .status(1), "\(gate.text) \(gate.errorText)")
                // The other may fall back on the index of its order: then the db hits tell.
                if scenario == "graph.index" { #expect(gate.text.contains("its plan lost the index")) }
                #expect(!gate.text.contains("measured again"))
            }
        }
    }

    /// The times of so short runs may tell nothing on a loaded machine; the bytes tell every time.
    @Test func farLargerValuesAreARegressionByTheirBytes() throws {
        let (place, server) = try measured()
        try place.writeQuickSettings(more: "counters:\n  redis.*: [round_trips, bytes_received]")
        try server.fillWithSessions(valueBytes: 200_000)
        let gate = try place.run(["gate", "--base", "tag:before", "--redis", server.location])
        #expect(gate.exit == .status(1), "\(gate.text) \(gate.errorText)")
        #expect(gate.text.contains("✗ Gate: regressed") && gate.text.contains("bytes received"))
        let report = try place.run(["gate", "--base", "tag:before", "--report-only", "--redis", server.location])
        #expect(report.exit == .status(0))
        #expect(report.text.contains("Gate: regressed"))
    }

    /// One server against itself can be unclear on a loaded machine, and never worse.
    @Test func aServerIsNotWorseThanItself() throws {
        let (place, server) = try measured()
        for _ in 0..<3 {
            let gate = try place.run(
                ["gate", "redis.pipeline", "--redis", server.location, "--against-redis", server.location])
            #expect([.status(0), .status(3)].contains(gate.exit), "\(gate.text) \(gate.errorText)")
        }
        let none = try place.run(["gate", "graph.limit", "--against-redis", server.location])
        #expect(none.exit == .status(64))
    }

    @Test func basesThatAreNone() throws {
        let (place, server) = try measured()
        let redis = ["--redis", server.location]
        #expect(try place.run(["gate", "--base", "tag:nobody"] + redis).exit == .status(5))
        #expect(try place.run(["gate", "--base", "9"] + redis).exit == .status(5))
        #expect(try place.run(["compare"]).exit == .status(5))
        let itself = try place.run(["compare", "latest", "tag:before"])
        #expect(itself.exit == .status(64))
        #expect(itself.errorText.contains("Base and candidate are both run #1; name two runs"))
        for text in ["", "junk", "{\"format\": \"ttaperf-runs\"", "[]"] {
            try place.write(text, to: "base.json")
            let gate = try place.run(["gate", "--base-file", "base.json"] + redis)
            #expect(gate.exit == .status(64))
            #expect(gate.errorText.hasPrefix("Error: Cannot import base.json: "), "\(gate.errorText)")
        }
        #expect(try place.run(["gate", "--base-file", "nowhere.json"] + redis).exit == .status(64))
        // Nothing of it came into the history.
        #expect(try place.history().numbers() == [1])
    }

    @Test func aBaseOfAnotherMachineIsInconclusiveWithTheFieldsThatDiffer() throws {
        let (place, server) = try measured()
        let export = try place.run(["history", "export"]).text
        let count = try #require(export.firstMatch(of: /"cpuCount":\d+/)).output
        try place.write(export.replacingOccurrences(of: count, with: "\"cpuCount\":640"), to: "base.json")
        // A history of its own, in which the run is new.
        let arguments = [
            "gate", "--base-file", "base.json", "--history", "other/history.sqlite", "--redis", server.location,
        ]
        let gate = try place.run(arguments)
        #expect(gate.exit == .status(3), "\(gate.text) \(gate.errorText)")
        #expect(gate.text.contains("The environments of the two runs differ") && gate.text.contains("640"))
        #expect(try place.run(arguments + ["--report-only"]).exit == .status(0))
    }

    @Test func runsWithNothingInCommonCannotBeTold() throws {
        let (place, server) = try measured()
        #expect(try place.run(["measure", "redis.pool", "--redis", server.location]).exit == .status(0))
        let comparison = try place.run(["compare"])
        #expect(comparison.exit == .status(3), "\(comparison.text)")
    }

    @Test func aStepSummaryThatCannotBeWrittenIsAWarning() throws {
        let (place, server) = try measured()
        let arguments = ["gate", "--report-only", "--redis", server.location]
        for path in ["/dev/full", "/nonexistent/summary.md"] {
            let gate = try place.run(arguments, changes: ["GITHUB_STEP_SUMMARY": path])
            #expect(gate.exit == .status(0))
            #expect(
                gate.errorText.hasPrefix("Warning: cannot write the step summary to \(path) ("), "\(gate.errorText)")
        }
        let file = place.path("summary.md")
        _ = try place.run(arguments, changes: ["GITHUB_STEP_SUMMARY": file])
        #expect(place.text("summary.md").contains("redis.pipeline"))
    }

    @Test func everyFormatOfEveryCommand() throws {
        let (place, server) = try measured()
        let redis = ["--redis", server.location]
        let commands = [
            ["measure", "redis.pipeline"] + redis, ["compare"], ["gate", "--report-only"] + redis,
            ["history", "list"], ["history", "show"], ["doctor"] + redis, ["sandbox", "status"],
        ]
        for command in commands {
            for format in ["text", "json", "csv", "markdown", "junit", "html", "github"] {
                let result = try place.run(command + ["--format", format])
                if result.exit == .status(64) {
                    #expect(result.errorText.contains("'\(format)' is invalid for '--format <format>'"))
                    continue
                }
                #expect([.status(0), .status(3)].contains(result.exit), "\(command) \(format) \(result.errorText)")
                switch format {
                case "json": _ = try JSONSerialization.jsonObject(with: Data(result.output))
                case "html", "junit": #expect(result.text.hasPrefix("<"), "\(command) \(format)")
                case "github": break
                default: #expect(!result.text.isEmpty, "\(command) \(format)")
                }
            }
        }
    }
}
