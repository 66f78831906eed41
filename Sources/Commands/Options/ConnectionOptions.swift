internal import Arguments
internal import Configuration
internal import Transport

/// Which servers.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The Redis server; otherwise REDIS_URL, ttaperf.yml, or this machine.", valueName: "url"))
    var redis: String?

    @Option(
        help: ArgumentHelp("The graph server; otherwise NEO4J_URI, ttaperf.yml, or this machine.", valueName: "url"))
    var neo4j: String?

    func connection(
        _ role: ConnectionRole, _ settings: Settings, in context: Context
    ) throws -> ResolvedConnection {
        do {
            return try settings.connections.resolve(
                role, flag: role == .redis ? redis : neo4j, environment: context.environment)
        } catch {
            throw UsageError(error)
        }
    }
}
