import Cancellation
import ChildProcess
import Foundation
import Glibc
import Synchronization
import Testing
import Transport

@testable import Sandbox

@Suite struct StartingServerTests {
    private let environment = ["PATH": "/usr/bin:/bin"]

    private func withFolder(_ body: (SandboxFolder) throws -> Void) throws {
        let parent = FileManager.default.temporaryDirectory.path
        let folder = try SandboxFolder.create(in: parent, ownership: .process(.current))
        defer {
            MarkedProcesses(folder: folder).kill()
            folder.remove()
        }
        try body(folder)
    }

    @Test func aPortThatAStrangerTookFirstIsReplaced() throws {
        try withFolder { folder in
            let recipe = FakeRecipe(strangers: 1)
            let starting = try StartingServer(recipe, in: folder, environment: environment)
            let (child, server) = try starting.waitUntilReady(Cancellation())
            #expect(recipe.ports.count == 2)
            #expect(server.url.port == recipe.ports[1])
            #expect(server.process.processID == child.processID)
            // In the middle of exec a process has no environment yet.
            let deadline = ContinuousClock.now + .seconds(60)
            while MarkedProcesses(folder: folder).find() != [child.processID], ContinuousClock.now < deadline {
                usleep(1_000)
            }
            #expect(MarkedProcesses(folder: folder).find() == [child.processID])
        }
    }

    @Test func aServerThatLosesEveryRaceIsGivenUp() throws {
        try withFolder { folder in
            let recipe = FakeRecipe(strangers: 9)
            let starting = try StartingServer(recipe, in: folder, environment: environment)
            #expect(throws: SandboxError.ended(product: "Fake", how: "status 1", lastLines: ["in use"])) {
                // Said once by each attempt.
                do throws(SandboxError) {
                    _ = try starting.waitUntilReady(Cancellation())
                } catch .ended(let product, let how, let lines) {
                    throw SandboxError.ended(product: product, how: how, lastLines: Array(Set(lines)))
                }
            }
            #expect(recipe.ports.count == 3)
        }
    }

    @Test func aServerThatNeverAnswersIsSilent() throws {
        try withFolder { folder in
            let recipe = FakeRecipe(strangers: 0, answers: false, timeLimit: .milliseconds(300))
            let starting = try StartingServer(recipe, in: folder, environment: environment)
            let error = #expect(throws: SandboxError.self) { try starting.waitUntilReady(Cancellation()) }
            #expect(error?.description.contains("The last attempt: no answer") == true)
        }
    }

    @Test func anInterruptionEndsTheWait() throws {
        try withFolder { folder in
            let recipe = FakeRecipe(strangers: 0, answers: false)
            let starting = try StartingServer(recipe, in: folder, environment: environment)
            let cancellation = Cancellation()
            cancellation.cancel(signal: 15)
            #expect(throws: SandboxError.interrupted(signal: 15)) { try starting.waitUntilReady(cancellation) }
        }
    }
}

/// Ends at once where a stranger has its port, and runs for ever on another.
private final class FakeRecipe: ServerRecipe {
    struct NoAnswer: Error, CustomStringConvertible { let description = "no answer" }

    let role = SandboxServer.Role.redis
    let product = "Fake"
    let timeLimit: Duration
    let portCount = 1
    private let strangerCount: Int
    private let answers: Bool
    private let state = Mutex<(ports: [Int], strangers: [Listener])>(([], []))

    /// Every port that it was started on.
    var ports: [Int] { state.withLock { $0.ports } }

    init(strangers: Int, answers: Bool = true, timeLimit: Duration = .seconds(60)) {
        strangerCount = strangers
        self.answers = answers
        self.timeLimit = timeLimit
    }

    func command(in folder: SandboxFolder, ports: [Int]) throws(SandboxError) -> ChildCommand {
        let isLost = state.withLock { state in
            state.ports += ports
            guard state.ports.count <= strangerCount, let stranger = try? Listener(port: ports[0]) else { return false }
            state.strangers.append(stranger)
            return true
        }
        return isLost ? ChildCommand("/bin/sh", ["-c", "echo in use; exit 1"]) : ChildCommand("/bin/sleep", ["600"])
    }

    func connection(ports: [Int]) -> ConnectionURL { ConnectionURL(scheme: .redis, host: "127.0.0.1", port: ports[0]) }

    func greet(_ url: ConnectionURL, options: TransportOptions) throws -> String? {
        let isStranger = state.withLock { $0.strangers.contains { $0.port == url.port } }
        guard answers, !isStranger else { throw NoAnswer() }
        return "1.0"
    }
}
