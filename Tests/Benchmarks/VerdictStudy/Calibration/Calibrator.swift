import Cancellation
import Glibc
import Sampling
import Statistics

/// Finds how long the proxy must hold a request for its client to see the wanted slow-down.
///
/// The way to the proxy and back is in the client's time but not in the server's, so the share is larger than the
/// effect. On one connection the hold is on and off by turns, so that the machine's weather falls on both alike; and the
/// connections change, as they do from block to block of a run: each lands on other cores.
struct Calibrator {
    var holds: Holds
    /// On connections of their own, in the order of the held requests.
    var open: () throws -> [ProbedOperation]
    var cancellation: Cancellation

    /// Large enough to be seen at once: what the client sees is proportional to the share.
    private static let probeShare = 0.5
    private static let probeSeconds = 2.0
    private static let proofSeconds = 4.0
    private static let mostProofs = 3
    private static let turnSeconds = 0.004
    private static let connectionSeconds = 0.4

    /// Finds the shares for `target` and says what each was proven to do.
    func calibrate(target: Double) throws -> [InjectedEffect] {
        try holds.requests.indices.map { index in
            let probe = try alternate(index, share: Self.probeShare, seconds: Self.probeSeconds)
            var effect = InjectedEffect(
                variants: holds.requests[index].variants, target: target,
                holdShare: probe.map { Self.share(from: Self.probeShare, seen: $0.value, for: target) } ?? target)
            for attempt in 1...Self.mostProofs {
                let proof = try alternate(index, share: effect.holdShare, seconds: Self.proofSeconds)
                effect.before = proof
                // Nearer than the noise of the proof it cannot be told.
                guard let proof, attempt < Self.mostProofs, !(proof.lower...proof.upper).contains(target) else { break }
                let share = Self.share(from: effect.holdShare, seen: proof.value, for: target)
                effect.holdShare = min(max(share, effect.holdShare / 2), effect.holdShare * 2)
            }
            return effect
        }
    }

    /// Proportional; a probe that the weather has spoiled must not lead far away.
    private static func share(from share: Double, seen: Double, for target: Double) -> Double {
        share * target / max(seen, share / 10)
    }

    /// What `effects` do now.
    func proveAgain(_ effects: inout [InjectedEffect]) throws {
        for index in effects.indices {
            effects[index].after = try alternate(
                index, share: effects[index].holdShare, seconds: Self.proofSeconds)
        }
    }

    /// Leaves the request unheld.
    private func alternate(_ index: Int, share: Double, seconds: Double) throws -> InjectedEffect.Interval? {
        defer { holds.set(index, share: 0) }
        var ratios: [Double] = []
        let end = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
        while MonotonicClock.nanoseconds() < end {
            holds.set(index, share: 0)
            ratios += try alternate(index, share: share, on: try open()[index])
        }
        return Alternation.effect(ratios)
    }

    /// On one connection.
    private func alternate(_ index: Int, share: Double, on operation: ProbedOperation) throws -> [Double] {
        let count = try batch(operation)
        var ratios: [Double] = []
        let end = MonotonicClock.nanoseconds() + UInt64(Self.connectionSeconds * 1e9)
        while MonotonicClock.nanoseconds() < end {
            try cancellation.check()
            var medians = [0.0, 0.0]
            // Who goes first alternates too.
            for turn in ratios.count.isMultiple(of: 2) ? [0, 1] : [1, 0] {
                holds.set(index, share: turn == 1 ? share : 0)
                medians[turn] = try median(operation, count)
            }
            ratios.append(log(medians[1] / medians[0]))
        }
        return ratios
    }

    /// How many operations make a turn.
    private func batch(_ operation: ProbedOperation) throws -> Int {
        for _ in 0..<5 { try operation.run() }
        let single = try median(operation, 9)
        return min(max(Int(Self.turnSeconds * 1e9 / max(single, 1)), 3), 200)
    }

    /// Nanoseconds of one operation.
    private func median(_ operation: ProbedOperation, _ count: Int) throws -> Double {
        var samples: [Double] = []
        samples.reserveCapacity(count)
        for _ in 0..<count {
            let start = MonotonicClock.nanoseconds()
            try operation.run()
            samples.append(Double(MonotonicClock.nanoseconds() - start))
        }
        return Quantiles.median(samples) ?? 0
    }
}
