internal import BoltClient
internal import Cancellation
internal import Configuration
internal import Fingerprinting
internal import RedisClient
internal import Reports
internal import RunModel
internal import Sampling
internal import Terminal
internal import Transport

/// The checks of `doctor`.
enum Checkup {
    private static let pings = 200

    static func host() -> DoctorReport.Check {
        let host = Fingerprint.Host.current()
        let parts = [host.cpuModel, "\(host.cpuCount) CPU", host.operatingSystem, "kernel \(host.kernel)"]
        return DoctorReport.Check(
            name: "host", status: .ok, detail: parts.compactMap(\.self).joined(separator: ", "))
    }

    /// A server that does not answer is a finding, not an error; an interruption is an error.
    static func redis(_ connection: ResolvedConnection, cancellation: Cancellation) throws -> DoctorReport.Check {
        let options = TransportOptions(operationTimeout: .seconds(5), cancellation: cancellation)
        do throws(RedisError) {
            let redis = try RedisConnection(to: connection.url, options: options)
            defer { redis.close() }
            let version = try redis.serverInfo(section: "server")["redis_version"]
            let ping = PreparedRequest("PING")
            let times = try times { () throws(RedisError) in try redis.roundTrip(ping) }
            return DoctorReport.Check(
                name: "redis", status: .ok,
                detail: "Redis\(version.map { " \($0)" } ?? "") at \(redis.address) (from \(connection.origin)), "
                    + "PING \(figures(times))")
        } catch {
            try cancellation.check()
            return failure("redis", error, connection, naming: "--redis or REDIS_URL")
        }
    }

    /// As `redis`.
    static func graph(_ connection: ResolvedConnection, cancellation: Cancellation) throws -> DoctorReport.Check {
        let options = TransportOptions(operationTimeout: .seconds(5), cancellation: cancellation)
        do throws(BoltError) {
            let graph = try BoltConnection(url: connection.url, options: options, mode: .read)
            defer { graph.close() }
            let control = try graph.prepare("RETURN 1", mode: .read)
            let times = try times { () throws(BoltError) in _ = try graph.roundTrip(control) }
            let server = graph.serverInfo
            return DoctorReport.Check(
                name: "graph", status: .ok,
                detail: "\(server.product) \(server.productVersion) at \(connection.url.address) "
                    + "(from \(connection.origin)), Bolt \(server.protocolVersion), RETURN 1 \(figures(times))")
        } catch {
            try cancellation.check()
            return failure("graph", error, connection, naming: "--neo4j or NEO4J_URI")
        }
    }

    /// A server that nobody named may well not be wanted: measuring works without it.
    private static func failure(
        _ name: String, _ error: any Error, _ connection: ResolvedConnection, naming: String
    ) -> DoctorReport.Check {
        DoctorReport.Check(
            name: name, status: connection.origin == .builtIn ? .warning : .failure, detail: "\(error)",
            advice: "The connection came from \(connection.origin); name another with \(naming).")
    }

    private static func times<Failure>(_ operation: () throws(Failure) -> Void) throws(Failure) -> Histogram {
        let recorder = HistogramRecorder()
        for _ in 0..<pings {
            let start = MonotonicClock.nanoseconds()
            try operation()
            recorder.record(MonotonicClock.nanoseconds() - start)
        }
        return recorder.snapshot()
    }

    private static func figures(_ times: Histogram) -> String {
        let quantiles = [("p50", 0.5), ("p99", 0.99)].compactMap { name, quantile in
            times.value(atQuantile: quantile).map { "\(name) \(NumberText.duration(nanoseconds: Double($0)))" }
        }
        return "\(quantiles.joined(separator: ", ")) of \(pings)"
    }
}
