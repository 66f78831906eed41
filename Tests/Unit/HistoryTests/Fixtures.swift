import Foundation
import RunModel

@testable import History

/// splitmix64, so that a failing case can be had again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A folder that goes with its test.
final class Folder {
    let path = NSTemporaryDirectory() + "ttaperf-history-\(UUID().uuidString)"
    var history: String { path + "/.ttaperf/history.sqlite" }

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

func makeRun(
    status: Run.Status = .complete, commit: String? = nil, branch: String? = nil, tags: [String] = []
) -> Run {
    Run(
        startedAt: Date(timeIntervalSince1970: 1_790_000_000), status: status, tags: tags,
        fingerprint: Fingerprint(
            tool: "0.1.0", host: .init(name: "box", cpuModel: nil, cpuCount: 2, kernel: "6.1", operatingSystem: nil),
            source: commit.map { .init(commit: $0, branch: branch, isDirty: false) }),
        seed: 1)
}

func makeBlock(_ index: Int) -> Block {
    Block(
        index: index, startNanoseconds: 5, durationNanoseconds: 6,
        measurements: [Measurement(name: "single", role: .variant, histogram: Histogram([100, 200, 300]))])
}

func makeScenario(blocks: Int = 0) -> ScenarioResult {
    ScenarioResult(
        scenario: ScenarioID("redis.pipeline"), operation: "fetch", workUnit: "command", controlDescription: "PING",
        variants: [VariantResult(name: "single", summary: "one by one")], blocks: (0..<blocks).map(makeBlock))
}

extension Run {
    static func random(_ g: inout Seeded) -> Run {
        var run = Run(
            startedAt: Date(timeIntervalSince1970: Double(UInt32.random(in: 0 ... .max, using: &g)) + 0.25),
            finishedAt: Bool.random(using: &g) ? Date(timeIntervalSince1970: 1_790_000_000.5) : nil,
            status: [.complete, .failed, .interrupted, .running].randomElement(using: &g)!,
            statusReason: Bool.random(using: &g) ? text(&g) : nil,
            origin: [.measure, .gate, .confirmation].randomElement(using: &g)!,
            tags: Array(["a", "b/c", "v1.0"].prefix(Int.random(in: 0...3, using: &g))),
            fingerprint: Fingerprint(
                tool: text(&g),
                host: .init(name: text(&g), cpuModel: nil, cpuCount: 4, kernel: text(&g), operatingSystem: text(&g)),
                servers: [.init(role: "redis", product: "Redis", version: text(&g), address: "redis://h:1")],
                dataSize: ["n": .random(in: .min ... .max, using: &g)], configurationHash: text(&g),
                source: Bool.random(using: &g) ? .init(commit: "abcd12", branch: nil, isDirty: true) : nil),
            seed: g.next())
        for _ in 0..<Int.random(in: 0...3, using: &g) {
            run.scenarios.append(
                ScenarioResult(
                    scenario: ScenarioID(text(&g)), operation: text(&g), workPerOperation: 100, workUnit: text(&g),
                    controlDescription: text(&g),
                    variants: [
                        VariantResult(
                            name: text(&g), summary: text(&g),
                            counters: ["rows": .random(in: .min ... .max, using: &g)],
                            plan: PlanTree(
                                operatorName: text(&g), estimatedRows: [0.1, .infinity].randomElement(using: &g)!,
                                rows: .max, children: [PlanTree(operatorName: "x")]))
                    ],
                    blocks: (0..<Int.random(in: 0...4, using: &g)).map { index in
                        Block(
                            index: index, startNanoseconds: g.next(), durationNanoseconds: g.next(),
                            isSteady: Bool.random(using: &g),
                            measurements: [Measurement.Role.variant, .control, .hostControl].map { role in
                                Measurement(
                                    name: text(&g), role: role,
                                    histogram: Histogram(
                                        (0..<Int.random(in: 0...50, using: &g)).map { _ in
                                            UInt64.random(in: 1...1_000_000_000, using: &g)
                                        }))
                            })
                    },
                    outcome: [.valid, .unfinished, .invalid(reason: text(&g))].randomElement(using: &g)!,
                    warnings: [text(&g)]))
        }
        return run
    }

    private static func text(_ g: inout Seeded) -> String {
        let scalars: [Unicode.Scalar] = ["a", "'", "\"", "\u{0}", "é", "\u{301}", "🦊", ";", "\n", "%", "\\"]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &g) { text.append(scalars.randomElement(using: &g)!) }
        return String(text)
    }
}
