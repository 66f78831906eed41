internal import Configuration
internal import RunModel
internal import Scenarios
internal import Transport

/// The servers that an invocation works on.
struct Servers {
    var redis: ConnectionURL?
    var graph: ConnectionURL?
    /// Number of entities per kind, where we put them there ourselves.
    var dataSize: [String: Int64] = [:]
    /// Servers of our own: their addresses differ from run to run and say nothing.
    var isSandbox = false

    /// How a server is named in a fingerprint.
    func name(of url: ConnectionURL) -> String { isSandbox ? Fingerprint.Server.sandboxAddress : url.address }
}
