import Glibc
import RunModel
import Statistics
import Testing
import Verdicts

@testable import VerdictStudy

@Suite struct FiguresTests {
    /// scipy.stats.binomtest(0, 60).proportion_ci() and binomtest(57, 60).proportion_ci().
    @Test func ratesHaveExactIntervals() throws {
        let none = Rate(0, of: 60)
        #expect(none.share == 0 && none.lower == 0)
        #expect(abs(try #require(none.upper) - 0.059_629) < 1e-6)
        let most = Rate(57, of: 60)
        #expect(abs(try #require(most.lower) - 0.860_757) < 1e-6)
        #expect(abs(try #require(most.upper) - 0.989_568) < 1e-6)
    }

    @Test func whatWasNotCountedHasNoRate() {
        #expect(Rate(0, of: 0).share == nil)
        #expect(Rate([true, nil, false, nil]) == Rate(1, of: 2))
    }

    @Test func spreadOfTheChangeAndOfZ() throws {
        let shifts = [(0.01, 0.01), (-0.03, 0.01), (0.02, 0.02), (0.5, 0)].map {
            LocationEstimate(value: $0, standardError: $1, degreesOfFreedom: 9)
        }
        let spread = try #require(VariantFigures.Spread(shifts))
        #expect(spread.count == 3)
        #expect(abs(spread.standardDeviation - (0.0014 / 3).squareRoot()) < 1e-12)
        #expect(abs(spread.zStandardDeviation - (11.0 / 3).squareRoot()) < 1e-12)
        #expect(spread.absoluteMaximum == 0.03)
        #expect(spread.medianStandardError == 0.01)
        #expect(VariantFigures.Spread([shifts[0]]) == nil)
    }

    @Test func anAlternationThatAlwaysAgreesHasItsEffect() throws {
        let effect = try #require(Alternation.effect([Double](repeating: log(1.05), count: 20)))
        #expect(abs(effect.value - 0.05) < 1e-12)
        #expect(Alternation.effect([]) == nil)
    }

    /// Ten blocks whose medians lie around `nanoseconds`, a little apart.
    private func result(_ nanoseconds: UInt64) -> ScenarioResult {
        let blocks = (0..<10).map { index in
            Block(
                index: index, startNanoseconds: 0, durationNanoseconds: 1,
                measurements: [
                    Measurement(
                        name: "one", role: .variant,
                        histogram: Histogram([UInt64](repeating: nanoseconds + UInt64(index), count: 5)))
                ])
        }
        return ScenarioResult(
            scenario: ScenarioID("x.y"), operation: "", workUnit: "", controlDescription: "", variants: [],
            blocks: blocks)
    }

    @Test(arguments: [(UInt64(1000), Verdict.unchanged), (1040, .unchanged), (1070, .regressed), (930, .improved)])
    func rawMediansCallMoreThanFivePercentAChange(_ candidate: UInt64, _ verdict: Verdict) {
        #expect(Rivals.threshold("one", result(1000), result(candidate)) == verdict)
        #expect(Rivals.threshold("other", result(1000), result(candidate)) == nil)
    }

    @Test(arguments: [(UInt64(1000), Verdict.unchanged), (1040, .regressed), (960, .improved)])
    func benchstatCallsAnyShiftOfTheRanksAChange(_ candidate: UInt64, _ verdict: Verdict) {
        #expect(Rivals.benchstat("one", result(1000), result(candidate)) == verdict)
    }
}
