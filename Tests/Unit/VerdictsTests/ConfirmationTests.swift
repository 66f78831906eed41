import RunModel
import Testing

@testable import Verdicts

@Suite struct ConfirmationTests {
    private func variant(
        _ name: String, _ verdict: Verdict, _ reason: String, isExact: Bool = false
    ) -> VariantComparison {
        VariantComparison(
            name: name, verdict: verdict, reason: reason, isExact: isExact, quantiles: [], attribution: .cannotTell)
    }

    private func comparison(_ number: Int, _ scenarios: [(String, [VariantComparison])]) -> RunComparison {
        func reference(_ number: Int) -> RunReference {
            RunReference(number: number, tags: [], commit: nil, branch: nil, isDirty: false, startedAtSeconds: 0)
        }
        return RunComparison(
            base: reference(1), candidate: reference(number), environmentDifferences: [],
            scenarios: scenarios.map {
                ScenarioComparison(
                    scenario: ScenarioID($0.0), variants: $0.1, controlChange: nil, hostControlChanges: [:])
            }, warnings: [])
    }

    @Test func onlyRegressionsInTimeAreAlarms() {
        let first = comparison(
            2,
            [
                ("a", [variant("x", .regressed, "slower")]),
                ("b", [variant("x", .regressed, "lost its index", isExact: true)]),
                ("c", [variant("x", .inconclusive, "unclear"), variant("y", .improved, "faster")]),
            ])
        #expect(first.alarms == [ScenarioID("a")])
    }

    @Test func anAlarmThatComesAgainStays() {
        let first = comparison(2, [("a", [variant("x", .regressed, "slower"), variant("y", .unchanged, "same")])])
        let second = comparison(3, [("a", [variant("x", .regressed, "slower still"), variant("y", .regressed, "z")])])
        let settled = first.confirmed(by: second)
        #expect(settled.verdict == .regressed)
        #expect(settled.scenarios[0].variants[0].reason == "slower; measured again: slower still")
        // What raised no alarm at first is not judged by the second look.
        #expect(settled.scenarios[0].variants[1] == first.scenarios[0].variants[1])
        #expect(settled.confirmation?.number == 3)
        #expect(settled.candidate.number == 2)
    }

    @Test(arguments: [Verdict.unchanged, .improved, .inconclusive])
    func anAlarmThatDoesNotComeAgainCannotBeTold(second: Verdict) {
        let first = comparison(2, [("a", [variant("x", .regressed, "slower")])])
        let settled = first.confirmed(by: comparison(3, [("a", [variant("x", second, "not so")])]))
        #expect(settled.verdict == .inconclusive)
        #expect(settled.scenarios[0].variants[0].reason == "slower; but not when measured again: not so")
        #expect(settled.alarms.isEmpty)
    }

    @Test func anAlarmThatCouldNotBeMeasuredAgainCannotBeTold() {
        let first = comparison(2, [("a", [variant("x", .regressed, "slower")])])
        let settled = first.confirmed(by: comparison(3, []))
        #expect(settled.verdict == .inconclusive)
        #expect(settled.scenarios[0].variants[0].reason == "slower; but not when measured again")
    }

    @Test func whatIsExactNeedsNoSecondLook() {
        let first = comparison(
            2, [("a", [variant("x", .regressed, "slower"), variant("y", .regressed, "more hits", isExact: true)])])
        let settled = first.confirmed(
            by: comparison(3, [("a", [variant("x", .unchanged, "same"), variant("y", .unchanged, "same")])]))
        #expect(settled.scenarios[0].variants.map(\.verdict) == [.inconclusive, .regressed])
        #expect(settled.verdict == .regressed)
    }
}
