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
    private static let requests = 200

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
            let times = try time { () throws(RedisError) in try redis.roundTrip(ping) }
            return DoctorReport.Check(
                name: "redis", status: .ok,
                detail: "Redis\(version.map { " \($0)" } ?? "") at \(redis.address) (from \(connection.origin)), PING "
                    + times)
        } catch {
            try cancellation.check()
            return DoctorReport.Check(
                name: "redis", status: .failure, detail: "\(error)",
                advice: "The connection came from \(connection.origin); name another with --redis or REDIS_URL.")
        }
    }

    /// As `redis`; but a graph server that nobody named, and that is not there, only narrows what can be measured.
    static func graph(_ connection: ResolvedConnection, cancellation: Cancellation) throws -> DoctorReport.Check {
        let options = TransportOptions(operationTimeout: .seconds(5), cancellation: cancellation)
        do throws(BoltError) {
            let graph = try BoltConnection(url: connection.url, options: options, mode: .read)
            defer { graph.close() }
            let one = try graph.prepare("RETURN 1", mode: .read)
            let times = try time { () throws(BoltError) in _ = try graph.roundTrip(one) }
            let server = graph.serverInfo
            return DoctorReport.Check(
                name: "graph", status: .ok,
                detail: [server.product, server.productVersion].filter { !$0.isEmpty }.joined(separator: " ")
                    + " at \(graph.url.address) (from \(connection.origin)), Bolt \(server.protocolVersion), RETURN 1 "
                    + times)
        } catch {
            try cancellation.check()
            return DoctorReport.Check(
                name: "graph", status: connection.origin == .builtIn ? .warning : .failure, detail: "\(error)",
                advice: "The connection came from \(connection.origin); name another with --neo4j or NEO4J_URI.")
        }
    }

    /// p50 and p99 of some requests.
    private static func time<Failure>(_ request: () throws(Failure) -> Void) throws(Failure) -> String {
        let recorder = HistogramRecorder()
        for _ in 0..<requests {
            let start = MonotonicClock.nanoseconds()
            try request()
            recorder.record(MonotonicClock.nanoseconds() - start)
        }
        let times = recorder.snapshot()
        func text(_ quantile: Double) -> String {
            NumberText.duration(nanoseconds: Double(times.value(atQuantile: quantile) ?? 0))
        }
        return "p50 \(text(0.5)), p99 \(text(0.99)) of \(requests)"
    }
}
