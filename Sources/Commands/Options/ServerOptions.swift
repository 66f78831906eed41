internal import Arguments
internal import Configuration
internal import Sandbox
internal import Scenarios
internal import Terminal

/// Which servers scenarios are measured on: the user's, or our own.
struct ServerOptions: ParsableArguments {
    @Flag(help: "Measure on private servers with the model data: those of 'sandbox start', or ones of its own.")
    var sandbox = false

    @OptionGroup var connections: ConnectionOptions

    func validate() throws {
        guard sandbox else { return }
        for (flag, value) in [("--redis", connections.redis), ("--neo4j", connections.neo4j)] where value != nil {
            throw ValidationError(
                "\(flag) names a server of yours and --sandbox servers of our own; give one of the two.")
        }
    }

    /// Calls `body` with the servers that `scenarios` need; servers of our own are gone when it returns or throws.
    ///
    /// - Parameter prepare: what must work before a server is started for it; the URLs are right by then.
    func with<Prepared, Value>(
        serversFor scenarios: [any Scenario], _ settings: Settings, in context: Context,
        after prepare: () throws -> Prepared,
        _ body: (Servers, Prepared) throws -> Value
    ) throws -> Value {
        let needed = scenarios.reduce(into: Set<Service>()) { $0.formUnion($1.services) }
        guard sandbox else {
            let servers = Servers(
                redis: needed.contains(.redis) ? try connections.connection(.redis, settings, in: context).url : nil,
                graph: needed.contains(.graph) ? try connections.connection(.neo4j, settings, in: context).url : nil)
            return try body(servers, prepare())
        }
        let prepared = try prepare()
        let sandbox = try Sandbox.running() ?? started(for: needed, in: context)
        defer { sandbox.stop() }
        return try body(
            Servers(redis: sandbox.redis, graph: sandbox.graph, dataSize: sandbox.dataSize, isSandbox: true), prepared)
    }

    private func started(for needed: Set<Service>, in context: Context) throws -> Sandbox {
        defer { context.progress.clear() }
        return try Sandbox.start(
            SandboxOptions(
                needsRedis: needed.contains(.redis), needsGraph: needed.contains(.graph),
                environment: context.environment),
            cancellation: context.cancellation, progress: { context.note($0) })
    }
}
