import ChildProcess
import Foundation
import Glibc
import History
import RunModel
import Testing

/// Signals in every phase: status 130, no server left, and what was measured is kept and marked.
@Suite struct InterruptionTests {
    private func measuring(_ place: Place, _ server: RedisServer) throws -> ChildProcess {
        try place.launch(["measure", "redis.pipeline", "--time-budget", "60s", "--redis", server.location])
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aSignalInMidRunKeepsWhatWasMeasured(signal: Int32) throws {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        let command = try measuring(place, server)
        try place.waitForBlocks()
        command.send(signal: signal)
        #expect(command.wait(atMost: .seconds(30)) == .status(130))
        let run = try place.newestRun()
        #expect(run.status == .interrupted)
        #expect(run.statusReason == "Interrupted by signal \(signal).")
        #expect(run.scenarios.map(\.outcome) == [.interrupted])
        #expect(run.scenarios[0].blocks.count >= 3)
        #expect(
            place.text("err") == """
                Error: The measurement was interrupted; run #1 keeps what was measured until then.

                """)
        #expect(place.text("out").contains("interrupted"))
        // It is no base of its own accord, and none of a gate's at all.
        #expect(try place.run(["compare"]).exit == .status(5))
        let gate = try place.run(["gate", "--base", "1", "--redis", server.location])
        #expect(gate.exit == .status(5))
        #expect(gate.errorText == "Error: Run #1 is interrupted and no base for a gate; choose another with --base.\n")
    }

    /// A server that takes connections and says nothing: the waits of looking at it end at once.
    @Test func aSignalWhileAServerIsSilent() throws {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        server.process.send(signal: SIGSTOP)
        defer { server.process.send(signal: SIGCONT) }
        let command = try measuring(place, server)
        try place.wait { (try? place.history()) != nil }
        command.send(signal: SIGINT)
        #expect(command.wait(atMost: .seconds(9)) == .status(130))
        #expect(place.text("err") == "Error: Interrupted by signal 2.\n")
    }

    @Test func aSignalWhileAServerStallsInMidRun() throws {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        let command = try measuring(place, server)
        try place.waitForBlocks()
        server.process.send(signal: SIGSTOP)
        defer { server.process.send(signal: SIGCONT) }
        usleep(100_000)
        command.send(signal: SIGTERM)
        #expect(command.wait(atMost: .seconds(20)) == .status(130))
        #expect(try place.newestRun().status == .interrupted)
    }

    @Test func aSignalStopsTheServersOfASandbox() throws {
        let place = try Place()
        try place.writeQuickSettings()
        let command = try place.launch(["measure", "redis.pipeline", "--sandbox", "--time-budget", "60s"])
        try place.waitForBlocks()
        #expect(place.processes.count == 1)
        command.send(signal: SIGINT)
        #expect(command.wait(atMost: .seconds(30)) == .status(130))
        #expect(place.sandboxes.isEmpty && place.processes.isEmpty)
        #expect(try place.newestRun().status == .interrupted)
    }

    /// Nobody is asked: the run says later by itself that nobody finished it.
    @Test func aKilledRunIsSeenAsInterrupted() throws {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        let arguments = ["measure", "redis.pipeline", "--redis", server.location]
        #expect(try place.run(arguments).exit == .status(0))
        let command = try measuring(place, server)
        try place.wait { ((try? place.newestRun())?.number ?? 0) == 2 }
        try place.waitForBlocks()
        #expect(try place.newestRun().status == .running)
        command.send(signal: SIGKILL)
        _ = command.wait(atMost: .seconds(30))
        let killed = try place.newestRun()
        #expect(killed.status == .interrupted && killed.number == 2)
        #expect(killed.scenarios[0].blocks.count >= 3)
        #expect(try place.run(arguments).exit == .status(0))
        // latest~1 is the complete one before, not the killed one.
        let comparison = try place.run(["compare"])
        #expect(comparison.text.contains("run #1 ") && comparison.text.contains("run #3 "))
        let asked = try place.run(["compare", "2", "3"])
        #expect(asked.text.contains("The base is not a complete run"))
    }

    @Test func aClosedTerminalDoesNotEndWhatRunsUnderNohup() throws {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        let result = try place.run(
            script: """
                trap '' HUP
                "$ttaperf" measure redis.pipeline --time-budget 2s --redis \(server.location) & measurement=$!
                sleep 1
                kill -HUP $measurement
                wait $measurement
                """)
        #expect(result.exit == .status(0))
    }

    @Test func twoAtOnceShareAHistory() throws {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        let result = try place.run(
            script: """
                for name in a b; do
                    "$ttaperf" measure redis.pipeline --tag $name --redis \(server.location) & jobs="$jobs $!"
                done
                for job in $jobs; do wait $job || exit 1; done
                """)
        #expect(result.exit == .status(0), "\(result.errorText)")
        let store = try place.history()
        let runs = try store.numbers().map(store.load)
        #expect(runs.count == 2 && runs.allSatisfy { $0.status == .complete && $0.scenarios[0].blocks.count >= 3 })
    }
}
