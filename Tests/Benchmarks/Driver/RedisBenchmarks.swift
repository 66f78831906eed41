import Cancellation
import ChildProcess
import Glibc
import RedisClient
import Transport

/// The key that redis-benchmark reads without `-r`, so that both ask for the same.
private let key = "key:__rand_int__"

func runRedisBenchmarks(_ cancellation: Cancellation) throws -> [BenchmarkResult] {
    let server = try BenchmarkServer()
    let redis = try RedisConnection(to: server.url, options: TransportOptions(cancellation: cancellation))
    try redis.execute("SET", key, "xxx")
    return [
        try measureLatency(redis, peer: HiredisPeer(port: server.port), cancellation),
        try measurePipeline(redis, port: server.port, cancellation),
    ]
}

/// One GET a round trip against the same loop in C over hiredis.
private func measureLatency(
    _ redis: RedisConnection, peer: HiredisPeer, _ cancellation: Cancellation
) throws -> BenchmarkResult {
    let (slices, perSlice) = (200, 500)
    let request = PreparedRequest("GET", key)
    let wire = Array("*2\r\n$3\r\nGET\r\n$\(key.utf8.count)\r\n\(key)\r\n".utf8.map { CChar(bitPattern: $0) })
    var slice = [UInt64](repeating: 0, count: perSlice)
    func ours() throws -> [UInt64] {
        try slice.withUnsafeMutableBufferPointer { samples in
            for index in samples.indices {
                let start = monotonicNanoseconds()
                try redis.roundTrip(request)
                samples[index] = monotonicNanoseconds() - start
            }
        }
        return slice
    }
    func theirs() throws -> [UInt64] {
        try slice.withUnsafeMutableBufferPointer { try peer.measure(wire, into: $0) }
        return slice
    }
    let pairs = try alternating(slices: slices, warmUp: 20, cancellation, ours: ours, theirs: theirs)
    return BenchmarkResult(
        name: "GET p50 against C over hiredis", unit: "us",
        ours: Double(quantile(pairs.flatMap(\.ours), 0.5)) / 1000,
        peer: Double(quantile(pairs.flatMap(\.theirs), 0.5)) / 1000,
        spread: middleHalf(pairs.map { Double(quantile($0.ours, 0.5)) / Double(quantile($0.theirs, 0.5)) }),
        target: .atMost(1.02))
}

/// GETs in pipelines of 16 on one connection, against redis-benchmark.
private func measurePipeline(
    _ redis: RedisConnection, port: Int, _ cancellation: Cancellation
) throws -> BenchmarkResult {
    // Many short slices: other work on the machine then falls on both sides alike.
    let (slices, commands, depth) = (80, 48_000, 16)
    let request = PreparedRequest(Array(repeating: ["GET", key], count: depth))
    func ours() throws -> Double {
        let start = monotonicNanoseconds()
        for _ in 0..<(commands / depth) { try redis.roundTrip(request) }
        return Double(commands) / Double(monotonicNanoseconds() - start) * 1e9
    }
    func theirs() throws -> Double {
        let arguments =
            ["-p", "\(port)", "-P", "\(depth)", "-c", "1", "-t", "get", "-n", "\(commands)", "--csv"]
        let report = try ChildProcess.capture(
            ChildCommand("redis-benchmark", arguments), timeout: .seconds(120),
            cancellation: cancellation)
        // "GET","123456.78",…
        let line = report.text.split(separator: "\n").first { $0.hasPrefix("\"GET\"") }
        guard let field = line?.split(separator: ",").dropFirst().first, let rate = Double(field.dropFirst().dropLast())
        else { throw BenchmarkFailure("redis-benchmark gave no figure") }
        return rate
    }
    let pairs = try alternating(slices: slices, warmUp: 1, cancellation, ours: ours, theirs: theirs)
    return BenchmarkResult(
        name: "GET, P=16, against redis-benchmark", unit: "commands/s", ours: quantile(pairs.map(\.ours), 0.5),
        peer: quantile(pairs.map(\.theirs), 0.5), spread: middleHalf(pairs.map { $0.ours / $0.theirs }),
        target: .atLeast(1))
}
