internal import RunModel
internal import Terminal

/// How many samples a quantile needs: ten beyond it, so 1,000 for the p99.
enum SampleNeeds {
    static func count(for quantile: Double) -> UInt64 {
        UInt64((10 / (1 - quantile)).rounded())
    }

    /// Why `counts` samples cannot carry the quantile; nil when they can.
    static func refusal(_ quantile: Double, counts: [UInt64]) -> String? {
        let needed = count(for: quantile)
        guard counts.contains(where: { $0 < needed }) else { return nil }
        let name = Target.quantileName(quantile)
        let found = counts.map { NumberText.count($0) }.joined(separator: " and ")
        return counts.count == 1
            ? "\(name) needs \(NumberText.count(needed)) samples; there are \(found)"
            : "\(name) needs \(NumberText.count(needed)) samples in both runs; there are \(found)"
    }

    static func scatterRefusal(_ quantile: Double) -> String {
        "\(Target.quantileName(quantile)) scatters too much between the blocks for an interval"
    }
}
