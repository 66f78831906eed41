import Cancellation
import Sandbox
import Transport

/// Servers of the study's own, filled with the model data; gone when the last reference goes, and when a study was
/// killed, with the start of the next sandbox.
final class StudyServers {
    let redis: ConnectionURL
    /// Nil when no cell needs it.
    let graph: ConnectionURL?
    let names: [String]
    private let sandbox: Sandbox

    init(
        needsGraph: Bool, environment: [String: String], cancellation: Cancellation, progress: (String) -> Void
    ) throws {
        let options = SandboxOptions(needsGraph: needsGraph, environment: environment)
        sandbox = try Sandbox.start(options, cancellation: cancellation, progress: progress)
        guard let redis = sandbox.redis else { throw SandboxError.noRedisServer }
        self.redis = redis
        graph = sandbox.graph
        names = sandbox.servers.map { server in
            [server.product, server.version].compactMap(\.self).joined(separator: " ")
        }
    }

    func stop() { sandbox.stop() }
}
