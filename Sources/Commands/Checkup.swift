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
            let times = try pingTimes(redis)
            let detail =
                "Redis\(version.map { " \($0)" } ?? "") at \(redis.address) (from \(connection.origin)), PING p50 "
                + "\(NumberText.duration(nanoseconds: Double(times.value(atQuantile: 0.5) ?? 0))), p99 "
                + "\(NumberText.duration(nanoseconds: Double(times.value(atQuantile: 0.99) ?? 0))) of \(pings)"
            return DoctorReport.Check(name: "redis", status: .ok, detail: detail)
        } catch {
            if let signal = error.interruptingSignal { throw Interrupted(signal: signal) }
            return DoctorReport.Check(
                name: "redis", status: .failure, detail: "\(error)",
                advice: "The connection came from \(connection.origin); name another with --redis or REDIS_URL.")
        }
    }

    private static func pingTimes(_ redis: RedisConnection) throws(RedisError) -> Histogram {
        let ping = PreparedRequest("PING")
        let recorder = HistogramRecorder()
        for _ in 0..<pings {
            let start = MonotonicClock.nanoseconds()
            try redis.roundTrip(ping)
            recorder.record(MonotonicClock.nanoseconds() - start)
        }
        return recorder.snapshot()
    }
}
