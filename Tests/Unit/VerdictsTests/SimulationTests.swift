import Foundation
import RunModel
import Statistics
import Testing

@testable import Verdicts

/// The verdict function over many pairs of synthetic runs whose truth is known: it must not cry wolf, and not sleep.
///
/// Every kind of noise has 2,500 pairs, 12,500 in all, from fixed seeds.
@Suite struct SimulationTests {
    enum Weather: String, CaseIterable, Sendable {
        /// Values with three degrees of freedom: one block in a hundred is far off.
        case heavyTails
        /// Each block resembles the one before (first-order autoregression, ρ = 0.4).
        case autocorrelated
        /// The machine becomes 50 % slower over the run, the ratio drifts by up to 1 % with it, in either direction.
        case drift
        /// A fifth of the blocks lies in bursts of load, which slow everything to a quarter of its speed and the operation
        /// by 3 % more than its control.
        case bursts
        /// Wake-ups cost up to twice as much in one run as in another, and the operation's own work does not: the ratio
        /// to the control changes without any change of the operation.
        case dearWakeUps
    }

    static let pairs = 2500
    static let blocks = 30

    /// - Parameter effect: relative change of the operation.
    static func run(_ weather: Weather, effect: Double, _ noise: inout Noise) -> Run {
        var control: [Double] = []
        var variant: [Double] = []
        var memory = noise.normal()
        let slope = (noise.uniform() - 0.5) * 0.02
        var burst = 0
        // Whole runs differ more than their blocks: what the ratio is for.
        let level = log(40_000) + noise.normal() * 0.06
        let wakeUps = weather == .dearWakeUps ? noise.uniform() * log(2) : 0
        for index in 0..<blocks {
            let time = Double(index) / Double(blocks - 1)
            var machine = level + noise.normal() * 0.05
            // A tenth of the operation is its own work.
            var ratio = log(1.1) + log1p(effect)
            switch weather {
            case .heavyTails: ratio += noise.heavy() * 0.01
            case .autocorrelated:
                memory = 0.4 * memory + 0.84.squareRoot() * noise.normal()
                ratio += memory * 0.01
            case .drift:
                machine += 0.4 * time
                ratio += slope * (time - 0.5) + noise.normal() * 0.01
            case .bursts:
                if burst == 0, noise.uniform() < 0.08 { burst = 3 }
                ratio += noise.normal() * 0.01
                if burst > 0 {
                    burst -= 1
                    machine += 1.5
                    ratio += 0.03 + 0.03 * noise.normal()
                }
            case .dearWakeUps:
                machine += wakeUps
                ratio = log1p(0.1 * exp(-wakeUps)) + log1p(effect) + noise.normal() * 0.01
            }
            control.append(machine)
            variant.append(machine + ratio)
        }
        return SyntheticRun(control: control, variant: variant).run
    }

    static func verdicts(_ weather: Weather, effect: Double, seed: UInt64, pairs: Int) -> [Verdict: Int] {
        var noise = Noise(seed: seed)
        var counts: [Verdict: Int] = [:]
        for _ in 0..<pairs {
            let base = run(weather, effect: 0, &noise)
            counts[compare(base, run(weather, effect: effect, &noise)).verdict, default: 0] += 1
        }
        return counts
    }

    @Test(arguments: Weather.allCases) func unchangedCodeRaisesNoAlarm(_ weather: Weather) {
        let counts = Self.verdicts(weather, effect: 0, seed: 11, pairs: Self.pairs)
        let wrong = (counts[.regressed] ?? 0) + (counts[.improved] ?? 0)
        #expect(Double(wrong) / Double(Self.pairs) <= 0.01, "\(weather): \(counts)")
    }

    @Test(arguments: Weather.allCases) func fivePercentAreFoundWithTheRightSign(_ weather: Weather) {
        let pairs = 300
        // What a moved floor leaves unknown is worth more blocks.
        let share =
            switch weather {
            case .heavyTails, .autocorrelated, .drift: 0.92
            case .bursts: 0.65
            case .dearWakeUps: 0.5
            }
        let slower = Self.verdicts(weather, effect: 0.05, seed: 12, pairs: pairs)
        #expect(Double(slower[.regressed] ?? 0) / Double(pairs) >= share, "\(weather): \(slower)")
        #expect(slower[.improved] == nil)
        let faster = Self.verdicts(weather, effect: -0.05, seed: 13, pairs: pairs)
        #expect(Double(faster[.improved] ?? 0) / Double(pairs) >= share, "\(weather): \(faster)")
        #expect(faster[.regressed] == nil)
    }
}
