import Cancellation
import ChildProcess
import Foundation
import Glibc
import RedisClient
import Sandbox
import Testing
import Transport

/// Each test has a temporary folder of its own as TMPDIR, so that what is left in it is the test's.
@Suite struct SandboxLifecycleTests {
    @Test func stopLeavesNoProcessAndNoFolder() throws {
        let place = try Place()
        let sandbox = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        let url = try #require(sandbox.redis)
        let server = try #require(sandbox.servers.first)
        #expect(server.isRunning)
        #expect(place.sandboxes == [sandbox.folder])
        #expect(try RedisConnection(to: url).execute("GET", "tta:session:session-0001").string != nil)
        sandbox.stop()
        #expect(!server.isRunning)
        #expect(place.sandboxes.isEmpty)
        #expect(throws: RedisError.self) { try RedisConnection(to: url) }
        sandbox.stop()
    }

    @Test func theLastReferenceStopsIt() throws {
        let place = try Place()
        var sandbox: Sandbox? = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        let server = try #require(sandbox?.servers.first)
        sandbox = nil
        #expect(sandbox == nil && !server.isRunning)
        #expect(place.sandboxes.isEmpty)
    }

    @Test func twoAtOnceDoNotMeet() throws {
        let place = try Place()
        let first = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        let second = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        #expect((first.servers + second.servers).allSatisfy { $0.isRunning })
        #expect(first.redis?.port != second.redis?.port)
        #expect(place.sandboxes == [first.folder, second.folder].sorted())
    }

    @Test func anInterruptionRemovesWhatWasStarted() throws {
        let place = try Place()
        let cancellation = Cancellation()
        var steps: [String] = []
        #expect(throws: SandboxError.interrupted(signal: SIGINT)) {
            try Sandbox.start(place.options(graph: .silent), cancellation: cancellation) {
                steps.append($0)
                if $0 == "Waiting for Neo4j" { cancellation.cancel(signal: SIGINT) }
            }
        }
        #expect(
            steps == [
                "Starting Redis", "Starting Neo4j", "Waiting for Redis", "Seeding 1 session", "Waiting for Neo4j",
            ])
        #expect(place.sandboxes.isEmpty && place.processes.isEmpty)
    }

    @Test func aServerThatEndsShowsItsLastLines() throws {
        let place = try Place()
        let error = #expect(throws: SandboxError.self) {
            try Sandbox.start(place.options(graph: .broken), cancellation: Cancellation()) { _ in }
        }
        #expect(
            error?.description
                == "Neo4j ended (status 3) before it answered; see what it said and run it by hand.\n"
                + "Its last lines:\n  Starting Neo4j.\n  ERROR: there is no Java here")
        #expect(place.sandboxes.isEmpty && place.processes.isEmpty)
    }

    @Test func whatIsMissingIsNamed() throws {
        let place = try Place()
        var options = place.options()
        options.environment["PATH"] = "/nonexistent"
        #expect(throws: SandboxError.noRedisServer) {
            try Sandbox.start(options, cancellation: Cancellation()) { _ in }
        }
        options = place.options(graph: .broken)
        options.environment["NEO4J_HOME"] = "/nonexistent"
        #expect(throws: SandboxError.noProgram(variable: "NEO4J_HOME", path: "/nonexistent/bin/neo4j")) {
            try Sandbox.start(options, cancellation: Cancellation()) { _ in }
        }
        options = place.options()
        options.environment["TMPDIR"] = "/nonexistent"
        #expect(throws: SandboxError.file(path: "/nonexistent", code: ENOENT)) {
            try Sandbox.start(options, cancellation: Cancellation()) { _ in }
        }
        #expect(place.sandboxes.isEmpty)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalStopsTheServersAndTheCommand(signal: Int32) throws {
        let place = try Place()
        let command = try place.launch(["sandbox", "start", "--size", "100"], graph: .silent)
        // redis-server, the start script and its child.
        try place.wait { place.processes.count >= 3 }
        command.send(signal: signal)
        #expect(command.wait(atMost: .seconds(30)) == .status(130))
        #expect(place.sandboxes.isEmpty && place.processes.isEmpty)
    }

    @Test func aLaterStartRemovesWhatAKilledOneLeft() throws {
        let place = try Place()
        let command = try place.launch(["sandbox", "start", "--size", "100"], graph: .silent)
        try place.wait { place.processes.count >= 3 }
        // One in use by a living process stays.
        let living = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        let left = Set(place.processes).subtracting(living.servers.map(\.process.processID))
        #expect(place.sandboxes.count == 2)

        command.send(signal: SIGKILL)
        _ = command.wait(atMost: .seconds(30))
        #expect(left.isSubset(of: place.processes))

        let next = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        #expect(place.sandboxes == [living.folder, next.folder].sorted())
        #expect(left.isDisjoint(with: place.processes))
        #expect(living.servers.allSatisfy { $0.isRunning })
    }

    @Test func aKeptOneGoesOnUntilItIsStopped() throws {
        let place = try Place()
        #expect(try place.run(["sandbox", "status"]).text.hasPrefix("No sandbox is running."))
        let start = try place.run(["sandbox", "start", "--no-graph", "--size", "200"])
        #expect(start.exit == .status(0))
        #expect(start.text.contains("✓ running") && start.text.contains("Next  ttaperf measure --sandbox"))

        let record = place.path("project/.ttaperf/sandbox.json")
        let attributes = try FileManager.default.attributesOfItem(atPath: record)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let sandbox = try #require(try Sandbox.running(recordPath: record))
        #expect(sandbox.isAttached && sandbox.graph == nil && sandbox.dataSize == ["RedisKey": 52])
        let url = try #require(sandbox.redis)
        let password = try #require(url.password)
        #expect(!start.text.contains(password))
        sandbox.stop()
        #expect(try RedisConnection(to: url).execute("DBSIZE") == .integer(52))

        // Neither a second one, nor another start's cleaning, touches it.
        let second = try place.run(["sandbox", "start", "--no-graph"])
        #expect(second.exit == .status(64))
        #expect(String(decoding: second.errors, as: UTF8.self).contains("A sandbox is already running"))
        let other = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        other.stop()
        #expect(try place.run(["sandbox", "status"]).exit == .status(0))

        let server = try #require(sandbox.servers.first)
        kill(server.process.processID, SIGKILL)
        try place.wait { !server.isRunning }
        let status = try place.run(["sandbox", "status"])
        #expect(status.exit == .status(4) && status.text.contains("✗ stopped"))
        #expect(throws: SandboxError.stoppedServer(product: "Redis")) { try Sandbox.running(recordPath: record) }

        #expect(try place.run(["sandbox", "stop"]).text == "Stopped the sandbox and removed \(sandbox.folder).\n")
        #expect(place.sandboxes.isEmpty && place.processes.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: record))
        #expect(try place.run(["sandbox", "stop"]).text == "No sandbox is running.\n")
    }

    @Test func aKeptOneWithoutItsRecordIsRemovedByALaterStart() throws {
        let place = try Place()
        #expect(try place.run(["sandbox", "start", "--no-graph", "--size", "100"]).exit == .status(0))
        #expect(place.processes.count == 1)
        try FileManager.default.removeItem(atPath: place.path("project/.ttaperf"))
        let next = try Sandbox.start(place.options(), cancellation: Cancellation()) { _ in }
        #expect(place.sandboxes == [next.folder])
        #expect(place.processes == next.servers.map(\.process.processID))
    }

    @Test func aDamagedRecordIsRefused() throws {
        let place = try Place()
        let folder = place.path("project/.ttaperf")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "{\"version\": 1".write(toFile: folder + "/sandbox.json", atomically: false, encoding: .utf8)
        for action in ["start", "status", "stop"] {
            let captured = try place.run(["sandbox", action])
            #expect(captured.exit == .status(64), "\(action)")
            #expect(String(decoding: captured.errors, as: UTF8.self).contains("is not a record of a sandbox"))
        }
    }
}
