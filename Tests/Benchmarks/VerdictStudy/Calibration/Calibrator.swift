import Cancellation
import Glibc
import RunModel
import Sampling
import Scenarios

/// Finds how much must be injected for the client to see the wanted slow-down.
///
/// What is made slower is the scenarios themselves, by the sampler: a request that follows others at once is faster than
/// one after another scenario's turn, and the same delay would be more of it. Short blocks with and without the
/// injection alternate, and what is compared is the ratio to the control of the same block, so that the machine's
/// weather falls on both alike.
struct Calibrator {
    var injection: any Injection
    /// On the way that is injected into.
    var scenarios: [any PreparedScenario]
    var cancellation: Cancellation

    /// Large enough to be seen at once: what the client sees is proportional to it.
    private static let probeAmount = 0.5
    private static let probeTime = Duration.seconds(6)
    private static let proofTime = Duration.seconds(15)
    private static let mostProofs = 2

    /// Finds the amounts for `target` and says what each was proven to do.
    func calibrate(target: Double) throws -> [InjectedEffect] {
        let probes = try alternate(injection.requests.map { _ in Self.probeAmount }, for: Self.probeTime)
        var effects = zip(injection.requests, probes).map { request, probe in
            InjectedEffect(
                variants: request.variants, target: target,
                amount: probe.map { Self.amount(from: Self.probeAmount, seen: $0.value, for: target) } ?? target)
        }
        for attempt in 1...Self.mostProofs {
            let proofs = try alternate(effects.map(\.amount), for: Self.proofTime)
            for (index, proof) in proofs.enumerated() {
                effects[index].before = proof
                // Nearer than the noise of the proof it cannot be told.
                guard let proof, attempt < Self.mostProofs, !(proof.lower...proof.upper).contains(target) else {
                    continue
                }
                let amount = Self.amount(from: effects[index].amount, seen: proof.value, for: target)
                effects[index].amount = min(max(amount, effects[index].amount / 2), effects[index].amount * 2)
            }
        }
        return effects
    }

    /// Proportional; a probe that the weather has spoiled must not lead far away.
    private static func amount(from amount: Double, seen: Double, for target: Double) -> Double {
        amount * target / max(seen, amount / 10)
    }

    /// What `effects` do now.
    func proveAgain(_ effects: inout [InjectedEffect]) throws {
        let proofs = try alternate(effects.map(\.amount), for: Self.proofTime)
        for (index, proof) in proofs.enumerated() { effects[index].after = proof }
    }

    /// What each kind of request shows; leaves all of them as they are.
    private func alternate(_ amounts: [Double], for time: Duration) throws -> [InjectedEffect.Interval?] {
        defer { injection.setAll(amounts.map { _ in 0 }) }
        let sides = scenarios.flatMap { scenario in
            [amounts.map { _ in 0 }, amounts].map {
                InjectedWorkload(scenario: scenario, injection: injection, amounts: $0)
            }
        }
        let blocks = BlockCollector(count: sides.count)
        let plan = SamplingPlan(
            budget: time, warmUpBudget: .zero, blockDuration: .milliseconds(20), minimumRounds: 2,
            minimumBlocks: 3, seed: UInt64.random(in: 0 ... .max))
        _ = try Sampler(
            plan: plan, cancellation: cancellation, hostLanes: [], origin: MonotonicClock.nanoseconds()
        ).run(sides.map { SampledWorkload($0, precision: nil) }, observer: blocks)
        return injection.requests.map { request in
            for (place, scenario) in scenarios.enumerated() {
                let name = scenario.result.scenario
                guard let variant = scenario.result.variants.first(where: { "\(name)/\($0.name)" == request.name })
                else { continue }
                let (free, slow) = (
                    blocks.logRatios(variant, of: 2 * place), blocks.logRatios(variant, of: 2 * place + 1)
                )
                return Alternation.effect(
                    zip(slow, free).compactMap { slow, free in slow.flatMap { slow in free.map { slow - $0 } } })
            }
            return nil
        }
    }
}

/// A scenario whose blocks are measured with an injection.
private struct InjectedWorkload: Workload {
    var scenario: any PreparedScenario
    var injection: any Injection
    var amounts: [Double]

    func openBlock() throws -> any BlockSession {
        injection.setAll(amounts)
        return try scenario.openBlock()
    }
}

private final class BlockCollector: SamplingObserver {
    private var blocks: [[Block]]

    init(count: Int) { blocks = Array(repeating: [], count: count) }

    func finished(_ block: Block, of index: Int) { blocks[index].append(block) }
    func failed(_ error: any Error, workload index: Int) throws { throw error }
    func progressed(_ progress: SamplingProgress) {}

    /// To the control, which is never slower; by block, nil where one of the two took nothing.
    func logRatios(_ variant: VariantResult, of index: Int) -> [Double?] {
        blocks[index].map {
            $0.logRatio(of: variant.name, toControl: variant.controlName ?? RunModel.Measurement.plainControl)
        }
    }
}
