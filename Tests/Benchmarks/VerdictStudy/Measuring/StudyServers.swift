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
    /// Nil when no cell needs it: it stands in every read of the server.
    let work: ServerWork?
    private let sandbox: Sandbox

    /// - Parameter workFolder: where a table for the server's extra work is kept; nil: none is needed.
    init(
        needsGraph: Bool, workFolder: String?, environment: [String: String], cancellation: Cancellation,
        progress: (String) -> Void
    ) throws {
        work = try workFolder.map { try ServerWork(SlowedRequest.redis, folder: $0) }
        let options = SandboxOptions(
            needsGraph: needsGraph, environment: environment.merging(work?.environment ?? [:]) { $1 })
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
