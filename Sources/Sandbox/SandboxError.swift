internal import Glibc

/// Why there is no sandbox. Each description is one sentence that says what to do next; a server's last lines follow it.
public enum SandboxError: Error, Sendable, Equatable {
    case noRedisServer
    case noGraphServer
    /// An environment variable points to where its program is not.
    case noProgram(variable: String, path: String)
    /// `code` is an errno.
    case file(path: String, code: Int32)
    case noPort(code: Int32)
    case cannotStart(product: String, reason: String)
    /// It ended by itself before it answered.
    case ended(product: String, how: String, lastLines: [String])
    /// `reason` says how the last attempt to speak with it failed.
    case silent(product: String, after: Duration, reason: String, lastLines: [String])
    /// A server that was started failed while data were written into it; `reason` in its client's words.
    case seeding(product: String, reason: String)
    /// One is already kept for this folder.
    case alreadyKept(record: String)
    case damagedRecord(path: String)
    /// A kept one has lost a server.
    case stoppedServer(product: String)
    case interrupted(signal: Int32)

    /// The signal that ended the wait, nil when something else failed.
    public var interruptingSignal: Int32? {
        if case .interrupted(let signal) = self { signal } else { nil }
    }
}

extension SandboxError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noRedisServer:
            "The sandbox needs redis-server, which is not on PATH; install it, e.g. apt-get install redis-server."
        case .noGraphServer:
            "The sandbox finds no graph server; set NEO4J_HOME to a Neo4j 5, or install ArcadeDB with "
                + "'make setup' or 'pip install arcadedb-embedded', or start one without a graph by "
                + "`ttaperf sandbox start --no-graph`."
        case .noProgram(let variable, let path):
            "\(variable) is set, but there is no program \(path); correct it or unset it."
        case .file(let path, let code):
            "The sandbox cannot use \(path): \(String(cString: strerror(code))); \(Self.advice(on: code))."
        case .noPort(let code):
            "The sandbox finds no free loopback port: \(String(cString: strerror(code))); close what holds them."
        case .cannotStart(let product, let reason):
            "\(product) could not be started: \(reason)"
        case .ended(let product, let how, let lastLines):
            "\(product) ended (\(how)) before it answered; see what it said and run it by hand."
                + Self.quoted(lastLines)
        case .silent(let product, let limit, let reason, let lastLines):
            "\(product) did not answer within \(limit.components.seconds) s; is the machine short of memory or "
                + "processors? The last attempt: \(reason)" + Self.quoted(lastLines)
        case .seeding(let product, let reason):
            "\(product) could not be filled with the model data: \(reason)"
        case .alreadyKept(let record):
            "A sandbox is already running (\(record)); use it, or stop it first with 'ttaperf sandbox stop'."
        case .damagedRecord(let path):
            "\(path) is not a record of a sandbox; remove the file, then start the sandbox again."
        case .stoppedServer(let product):
            "The sandbox's \(product) has stopped; clean up with 'ttaperf sandbox stop', then start it again."
        case .interrupted:
            "Interrupted while the sandbox was being started; it was removed."
        }
    }

    private static func advice(on code: Int32) -> String {
        switch code {
        case EACCES, EPERM, EROFS: "work where you may write, and set TMPDIR to such a folder"
        case ENOSPC, EDQUOT: "free some space, or set TMPDIR to a folder on another disk"
        default: "check that path, and TMPDIR if it is set"
        }
    }

    private static func quoted(_ lines: [String]) -> String {
        lines.isEmpty ? "" : "\nIts last lines:\n" + lines.map { "  \($0)" }.joined(separator: "\n")
    }
}
