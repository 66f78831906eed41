import CSQLite
import Cancellation
import FoundationEssentials
import Glibc
import History
import RunModel

/// What a person waits for with 100,000 runs in the history: each operation on a connection of its own, as a command
/// has one, the median of many repetitions.
func runHistoryBenchmarks(_ cancellation: Cancellation) throws -> [BenchmarkResult] {
    let history = try LargeHistory(runCount: 100_000)
    let operations: [(name: String, body: (HistoryStore) throws -> Void)] = [
        ("list 20 and count", { store in _ = (try store.list(limit: 20), try store.count()) }),
        ("select latest~1", { _ = try $0.resolve(RunSelector("latest~1")) }),
        ("select tag:, 1,000 runs", { _ = try $0.resolve(RunSelector("tag:nightly~1")) }),
        ("select commit: by 8 digits", { _ = try $0.resolve(RunSelector("commit:0000c350")) }),
        ("select branch:, 2,000 runs", { _ = try $0.resolve(RunSelector("branch:topic-7~10")) }),
        ("select what is not there", { _ = try? $0.resolve(RunSelector("tag:none")) }),
        ("load one run", { _ = try $0.load(50_000) }),
        ("append a block", { try $0.append(LargeHistory.block, to: history.handle) }),
        ("tag a run", { try $0.tag(40_000, "again") }),
    ]
    var results: [BenchmarkResult] = []
    for operation in operations {
        var milliseconds: [Double] = []
        for _ in 0..<100 {
            try cancellation.check()
            let elapsed = try ContinuousClock().measure {
                try operation.body(HistoryStore.openExisting(path: history.path))
            }
            milliseconds.append(elapsed / .milliseconds(1))
        }
        results.append(
            BenchmarkResult(
                name: "history of 100,000 runs: \(operation.name)", unit: "ms",
                ours: quantile(milliseconds, 0.5), spread: middleHalf(milliseconds), target: .atMost(50)))
    }
    return results
}

/// A history with many runs, made by copying one within SQLite; its folder goes with its owner.
private final class LargeHistory {
    let path: String
    /// Of the newest run.
    private(set) var handle: ScenarioHandle
    private let folder: String

    static let block = Block(
        index: 0, startNanoseconds: 1, durationNanoseconds: 1_000_000,
        measurements: [("single", Measurement.Role.variant), ("pipelined", .variant), ("control", .control)].map {
            Measurement(
                name: $0.0, role: $0.1,
                histogram: Histogram((0..<200).map { UInt64(60_000 + $0 * $0) }))
        })

    init(runCount: Int) throws {
        var template = Array("/tmp/ttaperf-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchmarkFailure("no temporary folder can be made in /tmp") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = folder + "/history.sqlite"
        let store = try HistoryStore(path: path)
        let first = try store.begin(Self.run)
        handle = try store.add(Self.scenario("redis.pipeline"), toRun: first)
        _ = try store.add(Self.scenario("redis.pool"), toRun: first)
        try Self.copy(path, upTo: runCount)
        let newest = try store.begin(Self.run)
        handle = try store.add(Self.scenario("redis.pipeline"), toRun: newest)
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        rmdir(folder)
    }

    private static var run: Run {
        Run(
            startedAt: Date(timeIntervalSince1970: 1_790_000_000), status: .complete, tags: ["nightly"],
            fingerprint: Fingerprint(
                tool: "bench",
                host: .init(name: "bench", cpuModel: nil, cpuCount: 2, kernel: "Linux", operatingSystem: nil),
                source: .init(commit: "00000001", branch: "topic-1", isDirty: false)), seed: 1)
    }

    private static func scenario(_ name: String) -> ScenarioResult {
        ScenarioResult(
            scenario: ScenarioID(name), operation: "fetch 100 values", workPerOperation: 100, workUnit: "command",
            controlDescription: "PING",
            variants: ["single", "pipelined"].map { VariantResult(name: $0, summary: $0) },
            blocks: (0..<3).map { _ in block }, outcome: .valid)
    }

    /// Run N is run 1 with the commit N, the branch N modulo 50, and the tag `nightly` when N is a multiple of 100.
    private static func copy(_ path: String, upTo count: Int) throws {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        let script = """
            BEGIN;
            CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
                SELECT i FROM n;
            INSERT INTO runs SELECT i, started + i * 60, finished, status, reason, i, pid, boot_id, host,
                printf('%08x', i) || '00000000', 'topic-' || (i % 50), dirty, fingerprint FROM n, runs WHERE number = 1;
            INSERT INTO tags SELECT 'nightly', i FROM n WHERE i % 100 = 0;
            INSERT INTO scenarios SELECT (i - 1) * 2 + id, i, position, name, metadata FROM n, scenarios WHERE run = 1;
            INSERT INTO blocks SELECT (i - 1) * 6 + id, (i - 1) * 2 + scenario, "index", start_ns, duration_ns, steady
                FROM n, (SELECT * FROM blocks WHERE id <= 6);
            INSERT INTO measurements SELECT (i - 1) * 6 + block, position, name, role, histogram
                FROM n, (SELECT * FROM measurements WHERE block <= 6);
            COMMIT;
            """
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
            sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK
        else { throw BenchmarkFailure("the large history cannot be made: \(String(cString: sqlite3_errmsg(handle)))") }
    }
}
