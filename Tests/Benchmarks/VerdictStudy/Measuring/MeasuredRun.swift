import Cancellation
import ChildProcess
import Glibc
import Transport

/// One `ttaperf measure`, as a user would start it.
struct MeasuredRun {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    var executable: String
    var environment: [String: String]
    var redis: ConnectionURL
    var graph: ConnectionURL?
    var cancellation: Cancellation

    /// A failed measurement is in the history as such; this throws only when there is none.
    func measure(_ kind: Kind, history: String, folder: String, log: String, tag: String) throws {
        let command = ChildCommand(
            executable, ["measure"] + kind.arguments + ["--history", history, "--tag", tag],
            environment: variables, workingDirectory: folder, errors: .file(path: log))
        let child = try ChildProcess(command)
        guard let exit = child.wait(atMost: .seconds(kind.expectedRunSeconds * 4 + 60), cancellation: cancellation)
        else {
            // It marks its run as interrupted, if it is let.
            child.terminate(grace: .seconds(5))
            try cancellation.check()
            throw Failure(description: "A run of \(kind.rawValue) did not end and was killed; see \(log).")
        }
        // 2: a target was missed, 4: a scenario failed; both are stored.
        guard [.status(0), .status(2), .status(4)].contains(exit) else {
            throw Failure(description: "A run of \(kind.rawValue) failed (\(exit)); see \(log).")
        }
    }

    /// Passwords go by environment: arguments are for everybody to see.
    private var variables: [String: String] {
        var variables = environment
        variables["REDIS_URL"] = Self.text(redis)
        if let graph {
            variables["NEO4J_URI"] = graph.address
            variables["NEO4J_USERNAME"] = graph.username
            variables["NEO4J_PASSWORD"] = graph.password
        }
        return variables
    }

    private static func text(_ url: ConnectionURL) -> String {
        guard let password = url.password else { return url.address }
        return url.address.replacing("://", with: "://\(url.username ?? ""):\(password)@", maxReplacements: 1)
    }
}
