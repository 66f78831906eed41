internal import BoltClient
internal import Cancellation
internal import Configuration
internal import Fingerprinting
internal import RedisClient
internal import RunModel
internal import Transport

/// The circumstances of a run.
enum Fingerprints {
    /// A server that does not answer is left out: the scenarios that need it say why.
    static func current(
        _ servers: Servers, settings: Settings, cancellation: Cancellation
    ) throws -> Fingerprint {
        let options = TransportOptions(operationTimeout: .seconds(10), cancellation: cancellation)
        var fingerprint = Fingerprint(
            tool: TtaperfCommand.version, host: .current(), dataSize: servers.dataSize,
            configurationHash: settings.fingerprintHash, source: .current(cancellation: cancellation))
        if let url = servers.redis, let version = try? redisVersion(url, options) {
            fingerprint.servers.append(
                Fingerprint.Server(
                    role: "redis", product: "Redis", version: version, address: servers.name(of: url)))
        }
        if let url = servers.graph, let graph = try? BoltConnection(url: url, options: options, mode: .read) {
            defer { graph.close() }
            fingerprint.servers.append(
                Fingerprint.Server(
                    role: "graph", product: graph.serverInfo.product, version: graph.serverInfo.productVersion,
                    address: servers.name(of: url)))
        }
        try cancellation.check()
        return fingerprint
    }

    private static func redisVersion(_ url: ConnectionURL, _ options: TransportOptions) throws -> String? {
        let redis = try RedisConnection(to: url, options: options)
        defer { redis.close() }
        return try redis.serverInfo(section: "server")["redis_version"]
    }
}
