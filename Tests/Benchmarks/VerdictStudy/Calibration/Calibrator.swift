import Cancellation
import Glibc
import RunModel
import Sampling
import Scenarios

/// Finds how long the proxy must hold a request for its client to see the wanted slow-down.
///
/// The way to the proxy and back is in the client's time but not in the server's, so the share is larger than the
/// effect. What is held is the scenarios themselves, by the sampler: a request that follows others at once
/// is faster than one after another scenario's turn, and the same hold would be more of it. Short blocks with and without
/// the hold alternate, and what is compared is the ratio to the control of the same block, so that the machine's weather
/// falls on both alike.
struct Calibrator {
    var holds: Holds
    /// Through the proxy.
    var scenarios: [any PreparedScenario]
    var cancellation: Cancellation

    /// Large enough to be seen at once: what the client sees is proportional to the share.
    private static let probeShare = 0.5
    private static let probeTime = Duration.seconds(6)
    private static let proofTime = Duration.seconds(15)
    private static let mostProofs = 2

    /// Finds the shares for `target` and says what each was proven to do.
    func calibrate(target: Double) throws -> [InjectedEffect] {
        let probes = try alternate(holds.requests.map { _ in Self.probeShare }, for: Self.probeTime)
        var effects = zip(holds.requests, probes).map { request, probe in
            InjectedEffect(
                variants: request.variants, target: target,
                holdShare: probe.map { Self.share(from: Self.probeShare, seen: $0.value, for: target) } ?? target)
        }
        for attempt in 1...Self.mostProofs {
            let proofs = try alternate(effects.map(\.holdShare), for: Self.proofTime)
            for (index, proof) in proofs.enumerated() {
                effects[index].before = proof
                // Nearer than the noise of the proof it cannot be told.
                guard let proof, attempt < Self.mostProofs, !(proof.lower...proof.upper).contains(target) else {
                    continue
                }
                let share = Self.share(from: effects[index].holdShare, seen: proof.value, for: target)
                effects[index].holdShare = min(max(share, effects[index].holdShare / 2), effects[index].holdShare * 2)
            }
        }
        return effects
    }

    /// Proportional; a probe that the weather has spoiled must not lead far away.
    private static func share(from share: Double, seen: Double, for target: Double) -> Double {
        share * target / max(seen, share / 10)
    }

    /// What `effects` do now.
    func proveAgain(_ effects: inout [InjectedEffect]) throws {
        let proofs = try alternate(effects.map(\.holdShare), for: Self.proofTime)
        for (index, proof) in proofs.enumerated() { effects[index].after = proof }
    }

    /// By held request; leaves all of them unheld.
    private func alternate(_ shares: [Double], for time: Duration) throws -> [InjectedEffect.Interval?] {
        defer { holds.setAll(shares.map { _ in 0 }) }
        let sides = scenarios.flatMap { scenario in
            [shares.map { _ in 0 }, shares].map { HeldWorkload(scenario: scenario, holds: holds, shares: $0) }
        }
        let blocks = BlockCollector(count: sides.count)
        let plan = SamplingPlan(
            budget: time, warmUpBudget: .zero, blockDuration: .milliseconds(20), minimumRounds: 2,
            minimumBlocks: 3, seed: UInt64.random(in: 0 ... .max))
        _ = try Sampler(
            plan: plan, cancellation: cancellation, hostLanes: [], origin: MonotonicClock.nanoseconds()
        ).run(sides.map { SampledWorkload($0, precision: nil) }, observer: blocks)
        return holds.requests.map { request in
            for (place, scenario) in scenarios.enumerated() {
                let name = scenario.result.scenario
                guard let variant = scenario.result.variants.first(where: { "\(name)/\($0.name)" == request.name })
                else { continue }
                let (free, held) = (
                    blocks.logRatios(variant, of: 2 * place), blocks.logRatios(variant, of: 2 * place + 1)
                )
                return Alternation.effect(zip(held, free).map { $0 - $1 })
            }
            return nil
        }
    }
}

/// A scenario whose blocks are measured with a hold.
private struct HeldWorkload: Workload {
    var scenario: any PreparedScenario
    var holds: Holds
    var shares: [Double]

    func openBlock() throws -> any BlockSession {
        holds.setAll(shares)
        return try scenario.openBlock()
    }
}

private final class BlockCollector: SamplingObserver {
    private var blocks: [[Block]]

    init(count: Int) { blocks = Array(repeating: [], count: count) }

    func finished(_ block: Block, of index: Int) { blocks[index].append(block) }
    func failed(_ error: any Error, workload index: Int) throws { throw error }
    func progressed(_ progress: SamplingProgress) {}

    /// To the control, which is never held.
    func logRatios(_ variant: VariantResult, of index: Int) -> [Double] {
        blocks[index].compactMap {
            $0.logRatio(of: variant.name, toControl: variant.controlName ?? RunModel.Measurement.plainControl)
        }
    }
}
