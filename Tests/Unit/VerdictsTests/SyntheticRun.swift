import Foundation
import Statistics

@testable import RunModel

/// Runs made of stated block values, in the form that sampling gives them.
struct SyntheticRun {
    /// Natural logarithms of the block medians.
    var control: [Double]
    var variant: [Double]
    var samplesPerBlock = 5
    var counters: [String: Int64] = [:]
    var plan: PlanTree?
    var fingerprint = Fingerprint(
        tool: "test", host: .init(name: "h", cpuModel: "c", cpuCount: 2, kernel: "k", operatingSystem: nil))
    var outcome = ScenarioResult.Outcome.valid
    var hostCPU: [Double]?
    var hostLoopback: [Double]?

    static let scenario = ScenarioID("redis.pool")

    var result: ScenarioResult {
        ScenarioResult(
            scenario: Self.scenario, operation: "read one value", workUnit: "value", controlDescription: "PING",
            variants: [VariantResult(name: "pooled", summary: "", counters: counters, plan: plan)],
            blocks: control.indices.map { index in
                var measurements = [
                    measurement("pooled", .variant, variant[index]), measurement("control", .control, control[index]),
                ]
                if let hostCPU { measurements.append(measurement("host.cpu", .hostControl, hostCPU[index])) }
                if let hostLoopback {
                    measurements.append(measurement("host.loopback", .hostControl, hostLoopback[index]))
                }
                return Block(
                    index: index, startNanoseconds: UInt64(index) * 1_000_000, durationNanoseconds: 1_000_000,
                    measurements: measurements)
            }, outcome: outcome)
    }

    var run: Run {
        Run(
            number: 1, startedAt: Date(timeIntervalSince1970: 0), status: .complete, fingerprint: fingerprint, seed: 1,
            scenarios: [result])
    }

    private func measurement(_ name: String, _ role: RunModel.Measurement.Role, _ log: Double) -> RunModel.Measurement {
        RunModel.Measurement(
            name: name, role: role,
            histogram: Histogram(repeating: UInt64(exp(log).rounded()), count: UInt64(samplesPerBlock)))
    }
}

/// Noise of several kinds, from a seed.
struct Noise {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func uniform() -> Double { Double.random(in: 0..<1, using: &generator) }

    /// Box and Muller, "A note on the generation of random normal deviates" (1958).
    mutating func normal() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    /// Student's t with three degrees of freedom, scaled to a standard deviation of 1: heavy tails.
    mutating func heavy() -> Double {
        let (z, a, b, c) = (normal(), normal(), normal(), normal())
        return z / ((a * a + b * b + c * c) / 3).squareRoot() / 3.0.squareRoot()
    }
}
