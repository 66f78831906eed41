import RunModel
import Statistics
import Testing
import Verdicts

@testable import VerdictStudy

/// The rates of a cell, from stated verdicts.
@Suite struct CellFiguresTests {
    private func chain(
        _ effect: Int, _ verdicts: [[Verdict]], barred: Set<Int> = [], incomplete: Int = 0
    ) -> JudgedChain {
        JudgedChain(
            cell: Cell(kind: .redis10s, load: .idle, effectPercent: effect), name: "001", record: nil,
            entries: (0..<(verdicts.count + 1 + incomplete)).map {
                StoredChain.Entry(
                    number: $0 + 1, isComplete: $0 <= verdicts.count, effectPercent: 0, seconds: Double($0))
            },
            judgements: verdicts.enumerated().map { index, verdicts in
                PairJudgement(
                    pair: RunPair(base: index + 1, candidate: index + 2, effectPercent: effect),
                    isBarred: barred.contains(index),
                    variants: zip(["x/one", "x/two"], verdicts).map { name, verdict in
                        PairJudgement.Variant(
                            name: name, verdict: verdict, reason: "r", threshold: .regressed,
                            benchstat: name == "x/one" ? .improved : nil,
                            shift: LocationEstimate(value: 0.1, standardError: 0.01, degreesOfFreedom: 9))
                    })
            })
    }

    @Test func ofUnchangedCodeEveryChangeIsFalse() {
        let figures = CellFigures(
            name: "c", effectPercent: 0,
            [
                chain(
                    0,
                    [
                        [.unchanged, .inconclusive], [.improved, .unchanged], [.regressed, .regressed],
                        [.improved, .improved],
                    ],
                    barred: [3], incomplete: 1)
            ])
        #expect(figures.runs == 6 && figures.incompleteRuns == 1)
        #expect(figures.pairs == 3 && figures.pairsInOtherEnvironment == 1)
        #expect(figures.falseVerdicts["ours"] == Rate(2, of: 3), "a pair with two false verdicts is one invocation")
        #expect(figures.falseVerdicts["threshold"] == Rate(3, of: 3))
        #expect(figures.unchanged == Rate(2, of: 6) && figures.inconclusive == Rate(1, of: 6))
        #expect(figures.detectedAny["ours"] == Rate(0, of: 0) && figures.wrongSigns["ours"] == Rate(0, of: 0))
        #expect(figures.alarms.map(\.variant) == ["x/one", "x/one", "x/two"], "none of a pair that is left out")
        #expect(figures.alarms.map(\.candidate) == [3, 4, 4])
        #expect(figures.variants.map(\.variant) == ["x/one", "x/two"])
        #expect(figures.variants[1].falseVerdicts["ours"] == Rate(1, of: 3))
        #expect(figures.medianRunSeconds == 2)
    }

    @Test func ofSlowerCodeEachRegressionIsFoundAndEachImprovementWrong() {
        let figures = CellFigures(
            name: "c", effectPercent: 5,
            [
                chain(5, [[.regressed, .inconclusive], [.regressed, .regressed]]),
                chain(5, [[.inconclusive, .improved], [.unchanged, .inconclusive]]),
            ])
        #expect(figures.chains == 2 && figures.pairs == 4)
        #expect(figures.detectedAny["ours"] == Rate(2, of: 4))
        #expect(figures.detectedAll["ours"] == Rate(1, of: 4))
        #expect(figures.wrongSigns["ours"] == Rate(1, of: 8))
        #expect(figures.wrongSigns["benchstat"] == Rate(4, of: 4), "of those that it judges")
        #expect(figures.falseVerdicts["ours"] == Rate(0, of: 0))
        #expect(figures.alarms.map(\.verdict) == ["improved"])
        #expect(figures.variants[0].detected["ours"] == Rate(2, of: 4))
        #expect(abs((figures.variants[0].medianChange ?? 0) - 0.105_171) < 1e-6, "e^0.1 − 1")
    }
}
