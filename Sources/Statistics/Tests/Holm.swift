/// Several judgements at once, with one error rate for all of them (Holm, "A simple sequentially rejective multiple test
/// procedure", Scandinavian Journal of Statistics 6 (1979)).
public enum Holm {
    /// The error rate that each single judgement may use, in the order given: α/(m − rank) as long as the procedure
    /// rejects, and the level at which it stops for all that follow. Intervals at these levels agree with its decisions.
    public static func levels(_ pValues: [Double], alpha: Double) -> [Double] {
        var result = pValues
        var stopped: Double?
        for (rank, index) in ascending(pValues).enumerated() {
            let level = stopped ?? alpha / Double(pValues.count - rank)
            if pValues[index] > level { stopped = level }
            result[index] = level
        }
        return result
    }

    private static func ascending(_ pValues: [Double]) -> [Int] {
        pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    }
}
