internal import RunModel
internal import Terminal

/// The quantiles that every summary and every comparison shows.
let shownQuantiles = [0.5, 0.95, 0.99]

/// How many samples a quantile needs: ten beyond it, so 1,000 for the p99.
enum SampleNeeds {
    static func count(for quantile: Double) -> UInt64 {
        UInt64((10 / (1 - quantile)).rounded())
    }

    /// Why the lane of each run cannot carry the quantile; nil when it can.
    static func refusal(_ quantile: Double, _ runs: [LaneSeries]) -> String? {
        refusal(quantile, counts: runs.map(\.sampleCount))
            ?? blockRefusal(quantile, counts: runs.map(\.histograms.count))
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

    /// Why so few blocks cannot carry an interval; nil when they can.
    static func blockRefusal(_ quantile: Double, counts: [Int]) -> String? {
        guard let least = counts.min(), least < leastBlocks else { return nil }
        let found = counts.map(String.init).joined(separator: " and ")
        let needed = "\(leastBlocks) blocks" + (counts.count == 1 ? "" : " in both runs")
        return "\(Target.quantileName(quantile)) needs \(needed); there are \(found)"
    }

    /// Fewer scatter in no way that could be told.
    static let leastBlocks = 3

    static func scatterRefusal(_ quantile: Double) -> String {
        "\(Target.quantileName(quantile)) scatters too much between the blocks to be judged"
    }
}
