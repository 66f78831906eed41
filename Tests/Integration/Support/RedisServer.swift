import ChildProcess
import Foundation
import RedisClient
import Transport

/// A redis-server of the test's own on a unix socket in a temporary folder, stopped when the value goes away.
final class RedisServer {
    /// It ended at once, or never listened.
    struct NotStarted: Error {}

    let folder: URL
    let process: ChildProcess
    var socket: String { folder.appending(path: "redis.sock").path }

    init(_ settings: [String] = [], environment: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ttaperf-test-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = ["port 0", "unixsocket \(folder.path)/redis.sock", "save \"\"", "dir \(folder.path)"] + settings
        let file = folder.appending(path: "redis.conf")
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        process = try ChildProcess(
            ChildCommand(
                "redis-server", [file.path],
                environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }))
        let deadline = ContinuousClock.now + .seconds(20)
        // The socket's file is there before it listens: only an accepted connection says that it is up.
        while (try? ByteStream.connect(to: url())) == nil {
            guard process.poll() == nil, ContinuousClock.now < deadline else {
                try? FileManager.default.removeItem(at: folder)
                throw NotStarted()
            }
            usleep(10_000)
        }
    }

    deinit {
        _ = process.terminate(grace: .seconds(2))
        try? FileManager.default.removeItem(at: folder)
    }

    func url(user: String = "") throws -> ConnectionURL {
        try ConnectionURL("unix://\(user)\(socket)")
    }

    func connect(user: String = "", timeout: Duration = .seconds(10)) throws -> RedisConnection {
        try RedisConnection(to: url(user: user), options: TransportOptions(operationTimeout: timeout))
    }
}
