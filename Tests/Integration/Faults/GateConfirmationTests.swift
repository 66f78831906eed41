import ChildProcess
import Foundation
import Glibc
@testable import History
import RunModel
import Testing
import Transport

@testable import VerdictStudy

/// What `gate` does when time has raised an alarm: a server that becomes many times slower at will, which no load on
/// the machine hides.
@Suite(.serialized) struct GateConfirmationTests {
    private let place: Place
    private let server: RedisServer
    private let work: ServerWork
    private var redis: [String] { ["--redis", server.location] }

    init() throws {
        place = try Place()
        try place.writeQuickSettings(timeBudget: "5s")
        work = try ServerWork(SlowedRequest.redis, folder: place.path("tmp"))
        server = try RedisServer(environment: work.environment)
        try server.fillWithSessions()
        let base = try place.run(["measure", "redis.pool", "--tag", "before"] + redis)
        #expect(base.exit == .status(0), "\(base.errorText)")
        setWork(Self.heavy)
    }

    /// About a millisecond a request, in a debug build.
    private static let heavy = 8.0

    private func setWork(_ amount: Double) {
        work.setAll(work.requests.map { _ in amount })
    }

    /// Starts a gate and returns when it has begun to measure again.
    private func launchToConfirmation() throws -> ChildProcess {
        let gate = try place.launch(["gate", "redis.pool", "--base", "tag:before"] + redis)
        try place.wait { (try? place.history().numbers().last) == 3 }
        #expect(try place.history().load(3).origin == .confirmation)
        return gate
    }

    private var errors: String { (try? String(contentsOfFile: place.path("err"), encoding: .utf8)) ?? "" }
    private var output: String { (try? String(contentsOfFile: place.path("out"), encoding: .utf8)) ?? "" }

    @Test func aRegressionIsMeasuredAgain() throws {
        let gate = try place.run(["gate", "redis.pool", "--base", "tag:before"] + redis)
        #expect(gate.exit == .status(1), "\(gate.text) \(gate.errorText)")
        #expect(gate.text.contains("; measured again: the p50 is "))
        #expect(gate.text.contains("Alarms were measured again in run #3."))
        // Neither run is a base by itself.
        #expect(try place.history().resolve(RunSelector(.latest)) == 1)
        #expect(try place.run(["compare"]).exit == .status(5))
    }

    @Test func whatIsGoneTheSecondTimeIsInconclusive() throws {
        let gate = try launchToConfirmation()
        setWork(0)
        #expect(gate.wait(atMost: .seconds(60)) == .status(3), "\(output) \(errors)")
        #expect(output.contains("when measured again"))
        #expect(!output.contains("Only the operation moved"))
    }

    @Test func aServerThatIsGoneTheSecondTimeIsNoVerdict() throws {
        let gate = try launchToConfirmation()
        _ = server.process.terminate(grace: .seconds(5))
        #expect(gate.wait(atMost: .seconds(60)) == .status(4), "\(output) \(errors)")
        #expect(errors.hasPrefix("Error: redis.pool could not be measured: "), "\(errors)")
        #expect(output.contains("redis.pool in run #3: "))
    }

    @Test func anInterruptionOfTheSecondLookInterruptsTheGate() throws {
        let gate = try launchToConfirmation()
        kill(gate.processID, SIGINT)
        #expect(gate.wait(atMost: .seconds(60)) == .status(130), "\(output) \(errors)")
        #expect(errors.hasPrefix("Error: The measurement was interrupted; "), "\(errors)")
    }

    @Test func aSecondLookThatCannotBeginLeavesTheFirstOnesReport() throws {
        try place.history().database.run(
            """
            CREATE TRIGGER no_confirmation BEFORE INSERT ON runs WHEN NEW.origin = 'confirmation'
            BEGIN SELECT RAISE(FAIL, 'no room'); END
            """)
        let gate = try place.run(["gate", "redis.pool", "--base", "tag:before"] + redis)
        #expect(gate.exit == .status(4), "\(gate.text) \(gate.errorText)")
        #expect(gate.text.contains("✗ regressed") && gate.text.contains("Gate: not measured"), "\(gate.text)")
        #expect(gate.text.contains("Alarms could not be measured again: "))
        #expect(gate.errorText.hasPrefix("Error: Alarms could not be measured again: "), "\(gate.errorText)")
        #expect(try place.history().load(2).status == .complete)
    }

    @Test func aSecondServerThatIsDownIsNoVerdict() throws {
        let gate = try place.run(["gate", "redis.pool", "--against-redis", "redis://127.0.0.1:1"] + redis)
        #expect(gate.exit == .status(4), "\(gate.text) \(gate.errorText)")
        #expect(gate.errorText.hasPrefix("Error: redis.pool could not be measured: "), "\(gate.errorText)")
        // The candidate could have been measured, but there would be nothing to hold it against.
        let candidate = try place.history().load(3)
        #expect(candidate.scenarios[0].blocks.isEmpty)
        #expect(candidate.scenarios[0].outcome.reason?.contains("on the other server, ") == true)
    }

    @Test func aStoredBaseAndAFileAreTwoBases() throws {
        let gate = try place.run(["gate", "--base", "tag:before", "--base-file", "base.json"] + redis)
        #expect(gate.exit == .status(64))
        #expect(gate.errorText.contains("give --base or --base-file"))
    }
}
