import Cancellation
import Foundation
import Glibc
import Sandbox
import Synchronization
import Testing
import Transport

/// A seeded sandbox (Redis and a graph server) that all tests of the process share: a Java start is slow.
///
/// Tests only read the model data in it; what a test writes carries a label or key of its own, and goes with the test.
/// It starts with the first test that asks, and stops when the process ends.
struct GraphServer: Sendable, CustomTestStringConvertible {
    static let nodeCount = SandboxSize.small.nodeCount

    static let arcadeDB = GraphServer(name: "ArcadeDB", shared: .arcadeDB)
    static let neo4j = GraphServer(name: "Neo4j", shared: .neo4j)
    static let hasNeo4j = ProcessInfo.processInfo.environment["NEO4J_HOME"] != nil
    /// For the arguments of a test. Without NEO4J_HOME there is no real Neo4j, as on most machines.
    static let all = hasNeo4j ? [arcadeDB, neo4j] : [arcadeDB]

    let name: String
    fileprivate let shared: SharedSandbox
    var testDescription: String { name }

    func sandbox() throws -> Sandbox { try shared.sandbox() }
    /// With the password.
    func url() throws -> ConnectionURL { try #require(sandbox().graph) }
}

private final class SharedSandbox: Sendable {
    static let arcadeDB = SharedSandbox { $0["NEO4J_HOME"] = nil }
    static let neo4j = SharedSandbox { _ in }

    private let environment: [String: String]
    private let started = Mutex<Result<Sandbox, SandboxError>?>(nil)

    private init(_ change: (inout [String: String]) -> Void) {
        var environment = ProcessInfo.processInfo.environment
        change(&environment)
        self.environment = environment
    }

    func sandbox() throws -> Sandbox {
        try started.withLock { started in
            if let started { return try started.get() }
            let options = SandboxOptions(size: GraphServer.nodeCount, environment: environment)
            let result = Result { () throws(SandboxError) in
                try Sandbox.start(options, cancellation: Cancellation()) { _ in }
            }
            started = result
            // A handler takes no context, so it stops both.
            atexit {
                SharedSandbox.arcadeDB.stop()
                SharedSandbox.neo4j.stop()
            }
            return try result.get()
        }
    }

    private func stop() {
        started.withLock { started in
            if case .success(let sandbox) = started { sandbox.stop() }
        }
    }
}
