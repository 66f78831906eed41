internal import RunModel
internal import Statistics

/// How much the blocks of one run have in common that those of another run of the same code have not: the intraclass
/// correlation ρ, the share that runs have in the variance of a block.
///
/// A run draws some things once: where its memory lies, on which cores the kernel keeps it and the server's threads, what
/// a JIT compiler has made of the queries by then. More blocks do not average that out, only more runs would (Kalibera
/// and Jones, "Rigorous benchmarking in reasonable time", ISMM 2013; Mytkowicz et al., "Producing wrong data without
/// doing anything obviously wrong!", ASPLOS 2009). So the variance of a run's mean is σ² (1/n + ρ).
///
/// The values are from real runs of unchanged code (Docs/verdict-study.md): 0.003 to 0.03 by operation on Redis, 0.04 to
/// 0.07 on Neo4j.
enum RunCorrelation {
    static func of(_ scenario: ScenarioID) -> Double {
        ["graph.", "fetch."].contains { scenario.rawValue.hasPrefix($0) } ? 0.07 : 0.01
    }
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
