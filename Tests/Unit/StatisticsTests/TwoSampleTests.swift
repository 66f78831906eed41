import Statistics
import Testing

@Suite struct TwoSampleTests {
    /// `scipy.stats.mannwhitneyu(second, first, method="exact")`; R's `?wilcox.test` gives 0.1272 one-sided.
    @Test func exactMannWhitney() throws {
        let test = try #require(MannWhitney(Known.permeability, Known.permeabilityAtTerm))
        #expect(test.isExact)
        #expect(test.statistic == 15)
        #expect(isClose(test.pValue, 0.2544122544122544))
    }

    /// `scipy.stats.mannwhitneyu(y, x, method="asymptotic")`.
    @Test func mannWhitneyWithTies() throws {
        let test = try #require(MannWhitney([1, 2, 2, 3, 5, 8, 8, 9], [2, 3, 4, 8, 10, 11, 12]))
        #expect(!test.isExact)
        #expect(test.statistic == 39.5)
        #expect(isClose(test.pValue, 0.19936699660628343))
        #expect(MannWhitney([], [1]) == nil)
        #expect(MannWhitney([1, 1, 1], [1, 1])?.pValue == 1)
    }

    private func difference(_ a: [Double], _ b: [Double], trim: Double = 0) throws -> Interval {
        let (first, second) = (TrimmedMean.estimate(a, trim: trim), TrimmedMean.estimate(b, trim: trim))
        return try #require(second).minus(try #require(first)).interval(confidence: 0.95)
    }

    /// Welch's interval: `scipy.stats.ttest_ind(b, a, equal_var=False).confidence_interval(.95)`.
    @Test func welch() throws {
        let interval = try difference(Known.permeability, Known.permeabilityAtTerm)
        #expect(isClose(interval.lower, -0.6937249963351039))
        #expect(isClose(interval.upper, 0.01972499633510394))
    }

    /// Yuen's (Biometrika 61 (1974)): `scipy.stats.ttest_ind(second, first, equal_var=False, trim=.2).confidence_interval(.95)`.
    @Test func yuen() throws {
        let interval = try difference(Known.first, Known.second, trim: 0.2)
        #expect(isClose(interval.estimate, 0.41666666666666696))
        #expect(isClose(interval.lower, 0.20920973132688594))
        #expect(isClose(interval.upper, 0.6241236020064471))
    }

    /// Adjusted p-values as R's `p.adjust(p, "holm")`.
    private func adjusted(_ pValues: [Double]) -> [Double] {
        let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        var (result, largest) = (pValues, 0.0)
        for (rank, index) in order.enumerated() {
            largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
            result[index] = largest
        }
        return result
    }

    /// Four p-values, for which R gives .03, .06, .06, .02: two of them are rejected, and the third stops at α/2.
    @Test func holm() {
        let p = [0.01, 0.04, 0.03, 0.005]
        for (value, expected) in zip(adjusted(p), [0.03, 0.06, 0.06, 0.02]) { #expect(isClose(value, expected)) }
        for (level, expected) in zip(Holm.levels(p, alpha: 0.05), [0.05 / 3, 0.025, 0.025, 0.0125]) {
            #expect(isClose(level, expected))
        }
    }

    @Test func holmsLevelsDecideAsItsPValues() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let p = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                Double.random(in: 0...0.06, using: &generator)
            }
            let levels = Holm.levels(p, alpha: 0.05)
            #expect(zip(p, levels).map { $0 <= $1 } == adjusted(p).map { $0 <= 0.05 })
        }
    }
}
