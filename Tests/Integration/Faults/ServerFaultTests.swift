import ChildProcess
import Foundation
import Glibc
import RunModel
import Testing
import Transport

/// Servers that are not there, not ours, or go away: status 4, one sentence, and what was measured is kept.
@Suite struct ServerFaultTests {
    /// A measurement of which nothing came: said on stderr, in the report, and in the stored run.
    private func expectFailure(
        _ place: Place, _ arguments: [String], changes: [String: String?] = [:], saying sentence: String
    ) throws {
        let result = try place.run(["measure"] + arguments, changes: changes)
        #expect(result.exit == .status(4))
        #expect(result.errorText.hasPrefix("Error: ") && result.errorText.contains(sentence), "\(result.errorText)")
        #expect(result.errorText.split(separator: "\n").count == 1)
        #expect(result.text.contains("✗ failed: "))
        let run = try place.newestRun()
        #expect(run.status == .failed)
        for result in run.scenarios {
            guard case .failed(let reason) = result.outcome else {
                Issue.record("\(result.scenario) did not fail")
                continue
            }
            #expect(reason.contains(sentence))
        }
    }

    @Test func aRedisPasswordThatIsMissingOrWrong() throws {
        let place = try Place()
        try place.writeQuickSettings()
        let server = try RedisServer(["requirepass sesame-opens"])
        try expectFailure(
            place, ["redis.pipeline", "--redis", server.location], saying: "refused the user or password (NOAUTH)")
        let wrong = ["REDIS_URL": "unix://:wrong-word@\(server.socket)"]
        try expectFailure(
            place, ["redis.*"], changes: wrong, saying: "refused the user or password (WRONGPASS)")
        let checkup = try place.run(["doctor"], changes: wrong)
        #expect(checkup.exit == .status(4))
        #expect(checkup.text.contains("The connection came from REDIS_URL"))
        for text in [checkup.text, try place.run(["history", "export"]).text] {
            #expect(!text.contains("wrong-word"))
        }
    }

    @Test(arguments: GraphServer.all) func aGraphPasswordThatIsWrong(_ graph: GraphServer) throws {
        let place = try Place()
        try place.writeQuickSettings()
        let port = try graph.url().port
        let wrong = [
            "NEO4J_URI": "bolt://127.0.0.1:\(port)", "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "wrong-word",
        ]
        let result = try place.run(["measure", "graph.limit"], changes: wrong)
        #expect(result.exit == .status(4))
        #expect(result.errorText.contains("graph.limit could not be measured: bolt://127.0.0.1:\(port) "))
        let checkup = try place.run(["doctor"], changes: wrong)
        #expect(checkup.exit == .status(4))
        #expect(checkup.text.contains("The connection came from NEO4J_URI"))
        for text in [result.errorText, result.text, checkup.text, try place.run(["history", "export"]).text] {
            #expect(!text.contains("wrong-word"))
        }
    }

    @Test(arguments: GraphServer.all) func doctorNamesTheGraphServer(_ graph: GraphServer) throws {
        let url = try graph.url()
        let result = try Place().run(
            ["doctor", "--noise"],
            changes: [
                "NEO4J_URI": "bolt://127.0.0.1:\(url.port)", "NEO4J_USERNAME": url.username,
                "NEO4J_PASSWORD": url.password,
            ])
        #expect(result.text.contains("graph"))
        #expect(result.text.contains("\(graph.name) "), "\(result.text)")
        #expect(result.text.contains("(from NEO4J_URI)") && result.text.contains("RETURN 1 p50"))
        #expect(result.text.contains("between blocks") && result.text.contains("could notice a change of"))
    }

    @Test func aServerThatIsDown() throws {
        let place = try Place()
        try place.writeQuickSettings()
        // Port 1 needs a privilege that nobody uses.
        try expectFailure(
            place, ["--redis", "redis://127.0.0.1:1", "--neo4j", "bolt://127.0.0.1:1", "redis.*"],
            saying: "Cannot connect to redis://127.0.0.1:1: connection refused")
        try expectFailure(
            place, ["--neo4j", "bolt://127.0.0.1:1", "graph.*"],
            saying: "Cannot connect to bolt://127.0.0.1:1: connection refused")
    }

    @Test func aServerThatSpeaksSomethingElse() throws {
        let place = try Place()
        try place.writeQuickSettings()
        let web = try WebServer()
        try expectFailure(
            place, ["redis.pipeline", "--redis", "redis://127.0.0.1:\(web.port)"],
            saying: "does not speak the Redis protocol")
    }

    @Test func dataThatAreNotThere() throws {
        let place = try Place()
        try place.writeQuickSettings()
        let server = try RedisServer()
        try expectFailure(
            place, ["redis.pipeline", "--redis", server.location],
            saying: "0 string keys match 'tta:session:*', and 16 are needed")
    }

    /// One of two servers is killed while both are measured: its scenario fails with its blocks kept, the other goes on.
    @Test func aServerThatDiesInMidRun() throws {
        let place = try Place()
        try place.writeQuickSettings(timeBudget: "4s")
        let graph = try GraphServer.arcadeDB.url()
        let server = try RedisServer()
        try server.fillWithSessions()
        let command = try place.launch(
            ["measure", "redis.pipeline", "graph.limit", "--redis", server.location],
            changes: [
                "NEO4J_URI": "bolt://127.0.0.1:\(graph.port)", "NEO4J_USERNAME": graph.username,
                "NEO4J_PASSWORD": graph.password,
            ])
        try place.waitForBlocks(ofScenarios: 2)
        server.process.send(signal: SIGKILL)
        #expect(command.wait(atMost: .seconds(60)) == .status(4))
        let run = try place.newestRun()
        #expect(run.status == .complete)
        let (redis, other) = (try #require(run.scenarios.first), try #require(run.scenarios.last))
        #expect(redis.blocks.count >= 3 && other.blocks.count > redis.blocks.count)
        #expect("\(redis.outcome)".hasPrefix("failed("))
        #expect(other.outcome == .valid)
        #expect(place.text("err").contains("Error: redis.pipeline could not be measured: "), "\(place.text("err"))")
        #expect(place.text("out").contains("✗ failed: "))
        // A gate does not rest on half a run's missing scenario, and a later comparison says that it is missing.
        #expect(try place.run(["history", "show"]).exit == .status(0))
    }
}

/// Python's web server, which answers whatever it is asked in HTTP.
private final class WebServer {
    let port: Int
    private let process: ChildProcess
    private let folder: Place

    init() throws {
        folder = try Place()
        let program = """
            import http.server
            server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
            print(server.server_address[1], flush=True)
            server.serve_forever()
            """
        process = try ChildProcess(
            ChildCommand(
                "python3", ["-c", program], workingDirectory: folder.path("project"),
                output: .file(path: folder.path("port"))))
        let place = folder
        try place.wait { place.text("port").hasSuffix("\n") }
        port = Int(place.text("port").dropLast()) ?? 0
    }

    deinit { process.terminate(grace: .zero) }
}
