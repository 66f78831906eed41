import ChildProcess
import Foundation
import Glibc
import Sandbox

/// A temporary folder with a project in it; it is TMPDIR for what runs in it, and whatever still runs goes with it.
final class Place {
    /// What stands for Neo4j where a test needs one that never answers: a folder of `FakeNeo4j`.
    enum FakeGraph: String {
        case silent, broken
    }

    struct TimedOut: Error {}

    let folder: String

    init() throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/ttaperf-place-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.EACCES) }
        let made = template.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        folder = URL(filePath: made).resolvingSymlinksInPath().path
        for name in ["project", "tmp"] {
            try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        }
    }

    deinit {
        for process in processes { kill(process, SIGKILL) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Folders of sandboxes that are there, sorted.
    var sandboxes: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path("tmp"))) ?? []
        return names.sorted().map { path("tmp/\($0)") }
    }

    /// Processes that a sandbox in this folder has started and that still run.
    var processes: [Int32] {
        let mark = Array("TTAPERF_SANDBOX=\(folder)/".utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { process in
            guard let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") else {
                return false
            }
            return environment.split(separator: 0).contains { $0.starts(with: mark) }
        }.sorted()
    }

    /// Without a graph server, or with a fake one.
    func options(graph: FakeGraph? = nil) -> SandboxOptions {
        SandboxOptions(size: 100, needsGraph: graph != nil, environment: environment(graph))
    }

    private func environment(_ graph: FakeGraph?, _ changes: [String: String?] = [:]) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["TMPDIR"] = path("tmp")
        // Kept in the repository: a program that was just written may be busy while another thread forks.
        let fakes = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "FakeNeo4j")
        environment["NEO4J_HOME"] = graph.map { fakes.appending(path: $0.rawValue).path }
        for (name, value) in changes { environment[name] = value }
        return environment
    }

    /// Runs ttaperf in the project to its end. A nil in `changes` takes a variable away.
    func run(_ arguments: [String], changes: [String: String?] = [:]) throws -> ChildProcess.Captured {
        try capture(Self.ttaperf, arguments, changes: changes)
    }

    /// Runs a bash script in the project; `$ttaperf` is the tool.
    func run(script: String, changes: [String: String?] = [:]) throws -> ChildProcess.Captured {
        try capture("bash", ["-c", script], changes: changes.merging(["ttaperf": Self.ttaperf]) { $1 })
    }

    private func capture(
        _ program: String, _ arguments: [String], changes: [String: String?]
    ) throws -> ChildProcess.Captured {
        let command = ChildCommand(
            program, arguments, environment: environment(nil, changes), workingDirectory: path("project"))
        return try ChildProcess.capture(command, timeout: .seconds(120))
    }

    /// Starts ttaperf in the project, its outputs in the files `out` and `err` of the place.
    func launch(_ arguments: [String], changes: [String: String?] = [:]) throws -> ChildProcess {
        for name in ["out", "err"] { try? FileManager.default.removeItem(atPath: path(name)) }
        return try ChildProcess(
            ChildCommand(
                Self.ttaperf, arguments, environment: environment(nil, changes), workingDirectory: path("project"),
                output: .file(path: path("out")), errors: .file(path: path("err"))))
    }

    /// Starts ttaperf in the project.
    func launch(_ arguments: [String], graph: FakeGraph) throws -> ChildProcess {
        try ChildProcess(
            ChildCommand(
                Self.ttaperf, arguments, environment: environment(graph), workingDirectory: path("project")))
    }

    func wait(until condition: () -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !condition() {
            guard ContinuousClock.now < deadline else { throw TimedOut() }
            usleep(10_000)
        }
    }

    /// The build's own executable, beside the one that runs the tests.
    static let ttaperf = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "ttaperf").path
}
