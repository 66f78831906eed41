import BoltClient
import Cancellation
import Foundation
import Glibc
import Sandbox
import Transport

func runBoltBenchmarks(_ cancellation: Cancellation) throws -> [BenchmarkResult] {
    let sandbox = try Sandbox.start(
        SandboxOptions(
            size: SandboxSize.range.lowerBound, needsRedis: false, environment: ProcessInfo.processInfo.environment),
        cancellation: cancellation, progress: { _ in })
    defer { sandbox.stop() }
    guard let url = sandbox.graph else { throw BenchmarkFailure("the sandbox has no graph server") }
    let options = TransportOptions(operationTimeout: .seconds(600), cancellation: cancellation)
    let bolt = try BoltConnection(url: url, options: options)
    let peer = try PythonPeer(url, options: options)
    // Memory first: what the others leave to the allocator would hide it.
    let memory = try measureMemory(bolt)
    return [try measureLatency(bolt, peer, cancellation)] + (try measureRows(bolt, peer, cancellation)) + [memory]
}

/// The smallest query, a round trip each.
private func measureLatency(
    _ bolt: BoltConnection, _ peer: PythonPeer, _ cancellation: Cancellation
) throws -> BenchmarkResult {
    let (slices, perSlice, warmUpSlices) = (80, 200, 40)
    let query = try bolt.prepare("RETURN 1")
    var slice = [UInt64](repeating: 0, count: perSlice)
    func ours() throws -> [UInt64] {
        for index in slice.indices {
            let start = monotonicNanoseconds()
            _ = try bolt.roundTrip(query)
            slice[index] = monotonicNanoseconds() - start
        }
        return slice
    }
    func theirs() throws -> [UInt64] { try peer.measure("latency", "RETURN 1", count: perSlice) }
    let pairs = try alternating(slices: slices, warmUp: warmUpSlices, cancellation, ours: ours, theirs: theirs)
    return BenchmarkResult(
        name: "RETURN 1, p50, against the Python driver", unit: "us",
        ours: Double(quantile(pairs.flatMap(\.ours), 0.5)) / 1000,
        peer: Double(quantile(pairs.flatMap(\.theirs), 0.5)) / 1000,
        spread: middleHalf(pairs.map { Double(quantile($0.ours, 0.5)) / Double(quantile($0.theirs, 0.5)) }),
        target: .atMost(0.85))
}

private let rowCount = 100_000
private let rowsQuery = "UNWIND range(1, \(rowCount)) AS n RETURN n, 'a value of some length' AS text"

/// Many rows of two columns: with values, record by record and kept; and walked as in the timed path.
private func measureRows(
    _ bolt: BoltConnection, _ peer: PythonPeer, _ cancellation: Cancellation
) throws -> [BenchmarkResult] {
    let prepared = try bolt.prepare(rowsQuery)
    let ways: [(name: String, body: () throws -> Int)] = [
        (
            "forEachRecord",
            {
                var count = 0
                try bolt.forEachRecord(of: rowsQuery) { count += $0.count / 2 }
                return count
            }
        ),
        ("run", { try bolt.run(rowsQuery).records.count }),
        ("roundTrip", { try bolt.roundTrip(prepared).rows }),
    ]
    func ours() throws -> [Double] {
        try ways.map { way in
            let start = monotonicNanoseconds()
            let rows = try way.body()
            let elapsed = monotonicNanoseconds() - start
            guard rows == rowCount else { throw BenchmarkFailure("\(way.name) gave \(rows) rows") }
            return Double(rowCount) / Double(elapsed) * 1e9
        }
    }
    func theirs() throws -> Double {
        Double(rowCount) / Double(try peer.measure("rows", rowsQuery, count: 1)[0]) * 1e9
    }
    let pairs = try alternating(
        slices: 11, warmUp: 5, cancellation, ours: ours, theirs: theirs)
    let peerRate = quantile(pairs.map(\.theirs), 0.5)
    var results: [BenchmarkResult] = []
    for (index, way) in ways.enumerated() {
        let rates = pairs.map { $0.ours[index] }
        let ratios = pairs.map { $0.ours[index] / $0.theirs }
        results.append(
            BenchmarkResult(
                name: "\(rowCount) rows by \(way.name) against the Python driver", unit: "rows/s",
                ours: quantile(rates, 0.5), peer: peerRate, spread: middleHalf(ratios), target: .atLeast(3)))
    }
    return results
}

/// How far the process grows while it handles the rows one by one, against keeping them.
private func measureMemory(_ bolt: BoltConnection) throws -> BenchmarkResult {
    func growth(_ body: () throws -> Void) throws -> Double {
        let before = try ProcessMemory.resetPeak()
        try body()
        return Double(try ProcessMemory.peakKibibytes() - before) / 1024
    }
    guard try bolt.roundTrip(bolt.prepare(rowsQuery)).rows == rowCount else {
        throw BenchmarkFailure("rows are missing")
    }
    let streamed = try growth { try bolt.forEachRecord(of: rowsQuery) { _ in } }
    let kept = try growth { _ = try bolt.run(rowsQuery) }
    guard kept > 0 else { throw BenchmarkFailure("the process did not grow") }
    return BenchmarkResult(
        name: "memory for \(rowCount) rows by forEachRecord, against run", unit: "MiB", ours: streamed, peer: kept,
        spread: (streamed / kept)...(streamed / kept), target: .atMost(0.1))
}
