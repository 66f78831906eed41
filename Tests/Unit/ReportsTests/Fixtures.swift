import FoundationEssentials
import RunModel
import Verdicts

/// Hand-made values with realistic figures; every golden file shows them.
enum Fixtures {
    static let host = Fingerprint.Host(
        name: "tta-dev", cpuModel: "AMD EPYC 7B13", cpuCount: 2, kernel: "Linux 6.1.0-18-amd64",
        operatingSystem: "Debian GNU/Linux 12")

    static let fingerprint = Fingerprint(
        tool: "0.1.0", host: host,
        servers: [
            .init(role: "redis", product: "Redis", version: "7.0.15", address: "sandbox"),
            .init(role: "graph", product: "Neo4j", version: "5.26.0", address: "bolt://127.0.0.1:7687"),
        ],
        dataSize: ["NarrativeNode": 20_000, "Session": 500], configurationHash: "9f86d081884c7d65",
        source: .init(commit: "4be1f3a99c0d5e21", branch: "main", isDirty: true))

    /// 2026-11-24 14:03:20 UTC.
    static let startedAt = Date(timeIntervalSince1970: 1_795_529_000)

    static func run(
        number: Int = 12, status: Run.Status = .complete, reason: String? = nil, tags: [String] = ["before"],
        scenarios: [ScenarioResult]
    ) -> Run {
        Run(
            number: number, startedAt: startedAt, finishedAt: startedAt.addingTimeInterval(42.4), status: status,
            statusReason: reason, tags: tags, fingerprint: fingerprint, seed: 0x8C9_E3A5_77D1_42F0,
            scenarios: scenarios)
    }

    static func quantiles(_ p50: Double, _ p95: Double, _ p99: Double?, samples: UInt64 = 6_240) -> [QuantileEstimate] {
        func estimate(_ value: Double, _ spread: Double) -> Estimate {
            Estimate(value: value, lower: value * (1 - spread), upper: value * (1 + spread))
        }
        return [
            QuantileEstimate(quantile: 0.5, nanoseconds: estimate(p50, 0.022)),
            QuantileEstimate(quantile: 0.95, nanoseconds: estimate(p95, 0.04)),
            QuantileEstimate(
                quantile: 0.99, nanoseconds: p99.map { estimate($0, 0.08) },
                refusal: p99 == nil ? "p99 needs 1,000 samples; there are \(samples)" : nil),
        ]
    }

    static func lane(
        _ name: String, samples: UInt64 = 6_240, _ quantiles: [QuantileEstimate],
        throughput: Double? = nil, unit: String = "", targets: [TargetCheck] = []
    ) -> LaneSummary {
        LaneSummary(
            name: name, summary: "", sampleCount: samples, quantiles: quantiles, throughputPerSecond: throughput,
            workUnit: unit, targets: targets)
    }

    static let hostControls = [
        lane("host.cpu", quantiles(1_200_000, 1_260_000, 1_400_000)),
        lane("host.loopback", quantiles(21_200, 24_000, 41_000)),
    ]
}

// MARK: redis.pipeline

extension Fixtures {
    static let pipeline = ScenarioResult(
        scenario: ScenarioID("redis.pipeline"), operation: "fetch 100 values", workPerOperation: 100,
        workUnit: "command",
        controlDescription: "PING on the same connection",
        variants: [
            VariantResult(
                name: "single", summary: "one GET per round trip",
                counters: ["round_trips": 100, "bytes_sent": 4_290, "bytes_received": 13_700]),
            VariantResult(
                name: "pipelined", summary: "100 GETs in one round trip",
                counters: ["round_trips": 1, "bytes_sent": 4_290, "bytes_received": 13_700]),
        ], outcome: .valid)

    static let pipelineFinding = Finding(
        scenario: ScenarioID("redis.pipeline"), variant: "single", evidence: "100 round trips for 100 commands",
        threshold: "an operation of several commands makes more than one round trip",
        advice: "Send the commands as one pipeline, or read many keys with MGET.",
        link: "https://redis.io/docs/latest/develop/use/pipelining/")

    static func pipelineSummary() -> ScenarioSummary {
        let limit = Target(pattern: "redis.*", quantile: 0.99, limitNanoseconds: 10_000_000)
        let single = quantiles(941_000, 1_020_000, 1_214_000)
        let pipelined = quantiles(66_100, 71_200, 80_300)
        return ScenarioSummary(
            scenario: ScenarioID("redis.pipeline"), operation: "fetch 100 values", outcome: .valid, blockCount: 30,
            unsteadyBlockCount: 2,
            variants: [
                lane(
                    "single", single, throughput: 106_300, unit: "command",
                    targets: [TargetCheck(target: limit, result: .met, measured: single[2])]),
                lane(
                    "pipelined", pipelined, throughput: 1_513_000, unit: "command",
                    targets: [TargetCheck(target: limit, result: .met, measured: pipelined[2])]),
            ],
            control: lane("control", quantiles(9_412, 10_900, 14_200)), hostControls: hostControls,
            speedUps: [
                SpeedUp(slow: "single", fast: "pipelined", ratio: Estimate(value: 14.23, lower: 13.91, upper: 14.58))
            ],
            minimumDetectableEffect: 0.031,
            meaning: "pipelined is 14.2 times as fast as single: 99 of 100 round trips are saved.")
    }
}

// MARK: graph.index

extension Fixtures {
    static let scanPlan = PlanTree(
        operatorName: "ProduceResults", details: "n.content", estimatedRows: 40, rows: 40, dbHits: 80,
        children: [
            PlanTree(
                operatorName: "Filter", details: "n.session_id = $session", estimatedRows: 40, rows: 40,
                dbHits: 20_000,
                children: [
                    PlanTree(
                        operatorName: "NodeByLabelScan", details: "n:NarrativeNode", estimatedRows: 20_000,
                        rows: 20_000, dbHits: 20_001)
                ])
        ])

    static let indexPlan = PlanTree(
        operatorName: "ProduceResults", details: "n.content", estimatedRows: 40, rows: 40, dbHits: 80,
        children: [
            PlanTree(
                operatorName: "NodeIndexSeek",
                details: "RANGE INDEX n:NarrativeNode(session_id) WHERE session_id = $session", estimatedRows: 40,
                rows: 40, dbHits: 41)
        ])

    static let index = ScenarioResult(
        scenario: ScenarioID("graph.index"), operation: "read one session's nodes", workUnit: "query",
        controlDescription: "RETURN 1 on the same connection",
        variants: [
            VariantResult(
                name: "scan", summary: "every node of the label", counters: ["db_hits": 40_081, "rows": 40],
                plan: scanPlan),
            VariantResult(
                name: "index", summary: "seek by session_id", counters: ["db_hits": 121, "rows": 40], plan: indexPlan),
        ], outcome: .valid, warnings: ["Warm-up did not become stationary within 60 s."])

    static let indexFinding = Finding(
        scenario: ScenarioID("graph.index"), variant: "scan",
        evidence: "NodeByLabelScan reads 20,000 rows to return 40",
        threshold: "more than 10 rows are read per row returned",
        advice: "CREATE INDEX narrativenode_session_id FOR (n:NarrativeNode) ON (n.session_id)",
        link: "https://neo4j.com/docs/cypher-manual/current/indexes/search-performance-indexes/managing-indexes/")

    static func indexSummary() -> ScenarioSummary {
        let limit = Target(pattern: "graph.*", quantile: 0.99, limitNanoseconds: 20_000_000)
        let scan = quantiles(18_400_000, 21_300_000, 29_800_000)
        let seek = quantiles(212_000, 340_000, nil, samples: 840)
        return ScenarioSummary(
            scenario: ScenarioID("graph.index"), operation: "read one session's nodes", outcome: .valid, blockCount: 28,
            unsteadyBlockCount: 0,
            variants: [
                lane(
                    "scan", samples: 1_120, scan, throughput: 52.4, unit: "query",
                    targets: [TargetCheck(target: limit, result: .missed, measured: scan[2])]),
                lane(
                    "index", samples: 840, seek, throughput: 4_510, unit: "query",
                    targets: [
                        TargetCheck(
                            target: limit, result: .cannotTell,
                            shareBeyond: Estimate(value: 0.0083, lower: 0.0029, upper: 0.0194), measured: seek[2])
                    ]),
            ],
            control: lane("control", quantiles(148_000, 190_000, 260_000)), hostControls: [],
            speedUps: [SpeedUp(slow: "scan", fast: "index", ratio: Estimate(value: 86.8, lower: 83.2, upper: 90.1))],
            minimumDetectableEffect: nil,
            meaning: "index is 86.8 times as fast as scan: the seek reads 40 rows instead of 20,000.")
    }

    /// As ArcadeDB reports it: no db hits, times for some operators.
    static let textPlan = PlanTree(
        operatorName: "ProduceResults",
        children: [
            PlanTree(operatorName: "Limit", details: "10", rows: 10, timeNanoseconds: 1_000),
            PlanTree(operatorName: "Sort", rows: 10, children: [PlanTree(operatorName: "NodeByLabelScan")]),
        ])
}

// MARK: scenarios that compare nothing

extension Fixtures {
    static let invalid = ScenarioResult(
        scenario: ScenarioID("graph.parameters"), operation: "find one node", workUnit: "query",
        controlDescription: "RETURN 1 on the same connection",
        variants: [
            VariantResult(name: "literal", summary: "", plan: textPlan), VariantResult(name: "parameter", summary: ""),
        ],
        outcome: .invalid(reason: "literal returned 1 row, parameter returned 0 rows"))

    static let failed = ScenarioResult(
        scenario: ScenarioID("graph.traversal"), operation: "walk a story", workUnit: "query",
        controlDescription: "RETURN 1 on the same connection", variants: [],
        outcome: .failed(reason: "Cannot reach bolt://127.0.0.1:7687: connection reset; did the server stop?"))
}

// MARK: fetch.concurrent

extension Fixtures {
    /// Three steps in two stages: 1 and 2.1 ms, then 0.9 ms.
    static let fetch: ScenarioResult = {
        func lane(_ name: String, _ role: RunModel.Measurement.Role, _ nanoseconds: UInt64) -> RunModel.Measurement {
            RunModel.Measurement(
                name: name, role: role, histogram: Histogram(repeatElement(nanoseconds, count: 20)))
        }
        return ScenarioResult(
            scenario: ScenarioID("fetch.concurrent"), operation: "fetch one page", workUnit: "page",
            controlDescription: "PING", variants: [VariantResult(name: "sequential", summary: "")],
            stages: [["step.session", "step.narrative"], ["step.user"]],
            blocks: (0..<3).map { index in
                Block(
                    index: index, startNanoseconds: 0, durationNanoseconds: 1,
                    measurements: [
                        lane("sequential", .variant, 4_000_000), lane("control", .control, 10_000),
                        lane("step.session", .step, 1_000_000), lane("step.narrative", .step, 2_100_000),
                        lane("step.user", .step, 900_000),
                    ])
            }, outcome: .valid)
    }()
}
