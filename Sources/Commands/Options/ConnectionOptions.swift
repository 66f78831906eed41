internal import Arguments
internal import Configuration
internal import Transport

/// Which servers, and which settings.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The Redis server; otherwise REDIS_URL, ttaperf.yml, or this machine.", valueName: "url"))
    var redis: String?

    @Option(
        help: ArgumentHelp("The settings file.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String = Settings.defaultFileName

    /// The settings of `config`, or the defaults when there is no such file.
    func settings() throws -> Settings {
        do {
            return try Settings.loadIfPresent(path: config)
        } catch {
            throw UsageError(error)
        }
    }

    func redisConnection(_ settings: Settings, in context: Context) throws -> ResolvedConnection {
        do {
            return try settings.connections.resolve(.redis, flag: redis, environment: context.environment)
        } catch {
            throw UsageError(error)
        }
    }
}
