public import RunModel
internal import Statistics

/// How much the blocks of one run have in common that those of another run of the same code have not: the intraclass
/// correlation ρ, the share that runs have in the variance of a block.
///
/// A run draws some things once: where its memory lies, on which cores the kernel keeps it and the server's threads, what
/// a JIT compiler has made of the queries by then. More blocks do not average that out, only more runs would (Kalibera
/// and Jones, "Rigorous benchmarking in reasonable time", ISMM 2013; Mytkowicz et al., "Producing wrong data without
/// doing anything obviously wrong!", ASPLOS 2009). So the variance of a run's mean is σ² (1/n + ρ).
///
/// The values are from real runs of unchanged code in blocks of 100 to 200 ms (Docs/verdict-study.md): 0.003 to 0.03 by
/// operation on Redis; 0.04 to 0.07 on Neo4j, and 0.22 for a scan, of which the blocks themselves hardly differ. A longer block scatters less, and what its run draws once does not: there ρ
/// grows with the block's length.
enum RunCorrelation {
    static func of(_ result: ScenarioResult) -> Double {
        let durations = result.blocks.filter(\.isSteady).map { Double($0.durationNanoseconds) }
        let length = max(1, (Quantiles.median(durations) ?? 0) / longestStudiedNanoseconds)
        return base(result.scenario) * length
    }

    /// New scenarios on a server without a JVM belong into the list of the small ones.
    private static func base(_ scenario: ScenarioID) -> Double {
        scenario == .noise || scenario.rawValue.hasPrefix("redis.") ? 0.01 : 0.07
    }

    private static let longestStudiedNanoseconds = 200e6
}

extension ScenarioID {
    /// Of `doctor --noise`: round trips of this machine with itself.
    public static let noise = ScenarioID("noise")
}

extension LocationEstimate {
    /// - Parameters:
    ///   - correlation: ρ.
    ///   - blockCount: how many independent blocks the estimate's own error stands for.
    func widened(byRunCorrelation correlation: Double, blockCount: Double) -> LocationEstimate {
        var result = self
        result.standardError *= (1 + correlation * blockCount).squareRoot()
        return result
    }
}
