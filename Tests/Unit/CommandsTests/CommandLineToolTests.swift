import Arguments
import Foundation
import Synchronization
import Terminal
import Testing

@testable import Commands

/// What one command printed and how it ended.
struct Outcome {
    var status: Int32
    var output: String
    var errors: String
}

private final class Sink: Sendable {
    let text = Mutex("")
    func append(_ more: String) { text.withLock { $0 += more } }
}

func run(_ arguments: String..., environment: [String: String] = [:]) -> Outcome {
    runCommand(arguments, environment: environment)
}

func runCommand(_ arguments: [String], environment: [String: String] = [:]) -> Outcome {
    let (output, errors) = (Sink(), Sink())
    let context = Context(
        environment: environment, output: { output.append($0) }, errors: { errors.append($0) })
    let status = CommandLineTool.run(arguments, in: context)
    return Outcome(status: status, output: output.text.withLock { $0 }, errors: errors.text.withLock { $0 })
}

@Suite struct CommandLineToolTests {
    @Test func theTreeOfCommandsIsSound() {
        #expect(TtaperfCommand.definitionProblems() == [])
    }

    @Test func versionAndHelpGoToStandardOutput() {
        let version = run("--version")
        #expect(version.status == 0)
        #expect(version.output == TtaperfCommand.version + "\n")
        #expect(run("doctor", "--help").output.contains("--redis <url>"))
        #expect(run().output.contains("doctor"))
    }

    @Test func aMistypedWordIsUsage() {
        let outcome = run("docter")
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("'doctor'"))
    }

    /// An empty settings file, so that none of this folder counts.
    private func emptySettings() throws -> String {
        let path = NSTemporaryDirectory() + "ttaperf-empty-\(UUID().uuidString).yml"
        try Data().write(to: URL(fileURLWithPath: path))
        return path
    }

    /// A typing error must not measure and judge by the defaults.
    @Test func aNamedSettingsFileThatIsNotThereIsRefused() {
        let outcome = run("doctor", "--config", "/nonexistent/ttaperf.yml")
        #expect(outcome.status == 64)
        #expect(outcome.errors.hasPrefix("Error: /nonexistent/ttaperf.yml: cannot be read: "))
    }

    @Test func aBadURLIsRefusedWithoutItsPassword() throws {
        let settings = try emptySettings()
        defer { try? FileManager.default.removeItem(atPath: settings) }
        let outcome = run("doctor", "--redis", "http://u:hunter2@h", "--config", settings)
        #expect(outcome.status == 64)
        #expect(outcome.errors.hasPrefix("Error: --redis: The connection's scheme 'http' is unknown"))
        #expect(!outcome.errors.contains("hunter2"))
    }

    @Test func aServerThatIsDownIsAFindingAndStatus4() throws {
        let settings = try emptySettings()
        defer { try? FileManager.default.removeItem(atPath: settings) }
        let outcome = run(
            "doctor", "--config", settings,
            environment: ["REDIS_URL": "unix:///nonexistent/redis.sock"])
        #expect(outcome.status == 4)
        #expect(outcome.output.contains("Cannot connect to unix:///nonexistent/redis.sock"))
        #expect(outcome.output.contains("came from REDIS_URL"))
    }

    @Test func initWritesOnceAndNeverOver() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ttaperf-init-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "ttaperf.yml").path
        #expect(run("init", path).status == 0)
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(written.contains("targets:"))
        let second = run("init", path)
        #expect(second.status == 64)
        #expect(second.errors == "Error: \(path) is already there; remove it first, or name another file.\n")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
        #expect(run("init", "/nonexistent/folder/ttaperf.yml").status == 64)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func theFilesInCompletionsAreInStep(shell: String) throws {
        let names = ["bash": "ttaperf.bash", "zsh": "_ttaperf", "fish": "ttaperf.fish"]
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let file = root.appending(path: "completions/\(names[shell]!)")
        let script = run("--generate-completion-script", shell)
        #expect(script.status == 0)
        #expect(try String(contentsOf: file, encoding: .utf8) == script.output, "run `make completions`")
    }
}
