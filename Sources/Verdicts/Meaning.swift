internal import RunModel
internal import Terminal

/// One sentence of what a scenario's figures mean.
struct Meaning {
    var result: ScenarioResult
    var speedUps: [SpeedUp]

    /// Empty when nothing can be said.
    var sentence: String {
        guard let best = speedUps.max(by: { $0.ratio.value < $1.ratio.value }) else { return "" }
        if best.ratio.lower > 1 {
            return "\(best.fast) is \(NumberText.significant(best.ratio.value)) times as fast as \(best.slow)"
                + (cause(best).map { ": \($0)." } ?? ".")
        }
        if speedUps.allSatisfy({ $0.ratio.upper < 1 }) {
            return "\(best.slow) is the fastest here: what usually is slow is not, with these data."
        }
        return "No variant is shown to be faster than \(best.slow): the intervals contain 1.00×."
    }

    /// The exact counter that explains the gain, the most telling first. Some bytes fewer explain nothing.
    private func cause(_ speedUp: SpeedUp) -> String? {
        let slow = result.variants.first { $0.name == speedUp.slow }?.counters ?? [:]
        let fast = result.variants.first { $0.name == speedUp.fast }?.counters ?? [:]
        for counter in ["connects", "round_trips", "db_hits", "rows", "bytes_received"] {
            guard let before = slow[counter], let after = fast[counter], Double(before) > 1.1 * Double(after)
            else { continue }
            return ExactChanges.clause(counter, before: before, after: after)
        }
        return nil
    }
}
