import Foundation
import RunModel
import Statistics
import Testing

@testable import Verdicts

@Suite struct WeatherTests {
    /// Relative changes from base to candidate.
    private func verdict(machine: Double, floor: Double, operation: Double) throws -> VariantComparison {
        func run(_ machine: Double, _ floor: Double, _ operation: Double, seed: UInt64) -> Run {
            var noise = Noise(seed: seed)
            // The operation follows its control from block to block.
            let weather = (0..<30).map { _ in noise.normal() * 0.03 }
            func series(_ level: Double, _ change: Double) -> [Double] {
                weather.map { log(level) + log1p(change) + $0 + noise.normal() * 0.002 }
            }
            return SyntheticRun(
                control: series(40_000, floor), variant: series(42_000, operation), samplesPerBlock: 5,
                hostCPU: series(20_000, machine)
            ).run
        }
        return try ComparisonTests.variant(run(0, 0, 0, seed: 1), run(machine, floor, operation, seed: 2))
    }

    @Test func nothingMoved() throws {
        #expect(try verdict(machine: 0, floor: 0, operation: 0).attribution == .none)
    }

    @Test func onlyTheOperation() throws {
        let found = try verdict(machine: 0, floor: 0, operation: 0.2)
        #expect(found.verdict == .regressed)
        #expect(found.attribution == .operation)
    }

    /// Everything changed together: no change of the operation, and the machine is named.
    @Test(arguments: [0.12, -0.12]) func theMachine(change: Double) throws {
        let found = try verdict(machine: change, floor: change, operation: change)
        #expect(found.verdict == .unchanged)
        #expect(found.attribution == .machine)
    }

    @Test(arguments: [0.12, -0.12]) func theServersFloor(change: Double) throws {
        let found = try verdict(machine: 0, floor: change, operation: change)
        #expect(found.verdict == .unchanged)
        #expect(found.attribution == .serverFloor)
    }

    /// 4 % more of a control is weather that every machine has.
    @Test func aControlThatHardlyMovedIsNoCause() throws {
        #expect(try verdict(machine: 0.04, floor: 0.04, operation: 0.04).attribution == .none)
    }

    @Test func changesOfAllControlsAreReported() throws {
        var (base, candidate) = (ComparisonTests.run(), ComparisonTests.run(seed: 2, level: log(1.3)))
        for run in [base, candidate] {
            #expect(Weather(ScenarioPair(base: run.scenarios[0], candidate: run.scenarios[0])).hosts.isEmpty)
        }
        let change = try #require(compare(base, candidate).scenarios[0].controlChange)
        #expect(change.lower < 0.3 && 0.3 < change.upper)
        base.scenarios[0].blocks = []
        candidate.scenarios[0].blocks = []
        #expect(compare(base, candidate).scenarios[0].controlChange == nil)
    }
}

@Suite struct ConfirmationTests {
    private let base = ComparisonTests.run()

    @Test func bothMustAgree() throws {
        let first = compare(base, ComparisonTests.run(effect: 0.1, seed: 2))
        #expect(first.alarms == [SyntheticRun.scenario])
        var again = ComparisonTests.run(effect: 0.1, seed: 3)
        again.number = 14
        let agreed = first.confirmed(by: compare(base, again))
        #expect(agreed.verdict == .regressed)
        #expect(agreed.confirmation?.number == 14)
        #expect(agreed.scenarios[0].variants[0].reason.contains("; measured again: the p50 is "))
        let refuted = first.confirmed(by: compare(base, ComparisonTests.run(seed: 3)))
        #expect(refuted.verdict == .inconclusive)
        #expect(refuted.scenarios[0].variants[0].reason.contains("; but not when measured again: the p50, as a ratio"))
        #expect(first.scenarios[0].variants[0].attribution == .operation)
        #expect(refuted.scenarios[0].variants[0].attribution == .cannotTell)
    }

    @Test func twoAlarmsAboutDifferentQuantilesConfirmNothing() throws {
        let first = compare(base, ComparisonTests.run(effect: 0.1, seed: 2))
        var second = compare(base, ComparisonTests.run(effect: 0.1, seed: 3))
        second.scenarios[0].variants[0].quantiles[0].verdict = .unchanged
        second.scenarios[0].variants[0].quantiles[1].verdict = .regressed
        let settled = first.confirmed(by: second)
        #expect(settled.verdict == .inconclusive)
        #expect(settled.scenarios[0].variants[0].quantiles.allSatisfy { $0.verdict != .regressed })
        #expect(settled.scenarios[0].variants[0].reason.contains("; but another quantile when measured again: "))
    }

    /// E.g. because the server still compiled its queries: the quantile alone is then no verdict.
    @Test func aSecondLookThatDoubtsItselfConfirmsNothing() {
        let first = compare(base, ComparisonTests.run(effect: 0.1, seed: 2))
        var second = compare(base, ComparisonTests.run(effect: 0.1, seed: 3))
        #expect(second.scenarios[0].variants[0].quantiles[0].verdict == .regressed)
        second.scenarios[0].variants[0].verdict = .inconclusive
        second.scenarios[0].variants[0].reason = "the server still compiled its queries"
        let settled = first.confirmed(by: second)
        #expect(settled.verdict == .inconclusive)
        #expect(
            settled.scenarios[0].variants[0].reason.hasSuffix(
                "; but not when measured again: the server still compiled its queries"))
    }

    @Test func theSentenceIsAboutTheQuantileThatBothLooksAgreeOn() throws {
        var first = compare(base, ComparisonTests.run(effect: 0.1, seed: 2))
        var second = compare(base, ComparisonTests.run(effect: 0.1, seed: 3))
        for index in [1, 2] { first.scenarios[0].variants[0].quantiles[index].verdict = .regressed }
        first.scenarios[0].variants[0].quantiles[2].change = Estimate(value: 0.4, lower: 0.2, upper: 0.6)
        second.scenarios[0].variants[0].quantiles[2].change = Estimate(value: 0.5, lower: 0.3, upper: 0.7)
        second.scenarios[0].variants[0].quantiles[0].verdict = .inconclusive
        second.scenarios[0].variants[0].quantiles[1].verdict = .inconclusive
        second.scenarios[0].variants[0].quantiles[2].verdict = .regressed
        let settled = first.confirmed(by: second).scenarios[0].variants[0]
        #expect(settled.verdict == .regressed)
        #expect(settled.quantiles.map(\.verdict) == [.inconclusive, .inconclusive, .regressed])
        let beyond = "and the whole interval is beyond the margin of 10.0 %"
        #expect(
            settled.reason == "the p99 is 40.0 % slower, \(beyond); measured again: the p99 is 50.0 % slower, \(beyond)"
        )
    }

    @Test func whatCouldNotBeMeasuredAgainIsInconclusive() {
        let first = compare(base, ComparisonTests.run(effect: 0.1, seed: 2))
        var empty = base
        empty.scenarios = []
        let settled = first.confirmed(by: compare(base, empty))
        #expect(settled.verdict == .inconclusive)
        #expect(settled.scenarios[0].variants[0].reason.hasSuffix("; but it could not be measured again"))
    }

    @Test func whatIsExactNeedsNoSecondLook() {
        let policy = ComparisonPolicy(gatedCounters: { _ in ["rows"] })
        let first = compare(
            ComparisonTests.run { $0.counters = ["rows": 1] },
            ComparisonTests.run(seed: 2) { $0.counters = ["rows": 2] },
            policy: policy)
        #expect(first.verdict == .regressed)
        #expect(first.alarms.isEmpty)
        #expect(first.confirmed(by: compare(base, ComparisonTests.run(seed: 3))).verdict == .regressed)
    }
}

@Suite struct FloorDependenceTests {
    /// An operation that takes e^`ratio` times its control; the candidate's control is higher by `move`, and the plain
    /// control by `floorMove`.
    private func error(ratio: Double = 0.4, move: Double, floorMove: Double = 0) -> Double {
        func series(_ level: Double) -> LaneSeries {
            let control = [Double](repeating: level, count: 30)
            return LaneSeries(
                name: "pooled", role: .variant,
                in: SyntheticRun(control: control, variant: control.map { $0 + ratio }).result)
        }
        return FloorDependence(
            from: series(log(40_000)), to: series(log(40_000) + move),
            floors: Floors(control: .init(base: [10, 10, 10], candidate: [10, 10, 10].map { $0 + floorMove }))
        ).standardError
    }

    @Test func aFloorThatDidNotMoveLeavesNothingUnknown() {
        #expect(error(move: 0) == 0)
    }

    /// (1 − e^−0.4) · 0.3 / √3.
    @Test func aMovedControlCountsByTheShareOfTheOperationsOwnWork() {
        #expect(abs(error(move: 0.3) - 0.05710) < 2e-4)
        #expect(abs(error(move: -0.3) - 0.05710) < 2e-4)
    }

    /// e^0.4 − 1: what it saves against its control does not grow with it either.
    @Test func anOperationThatIsFasterThanItsControlIsNoExactImageOfItEither() {
        #expect(abs(error(ratio: -0.4, move: 0.3) - 0.08519) < 2e-4)
    }

    @Test func anOperationLikeItsControlFollowsEveryMove() {
        #expect(error(ratio: 0, move: 0.7) == 0)
    }

    @Test func theControlThatMovedMostCounts() {
        #expect(abs(error(move: 0.1, floorMove: -0.3) - 0.05710) < 2e-4)
    }

    @Test func withoutAControlThereIsNone() {
        var result = SyntheticRun(control: [1, 2, 3], variant: [1, 2, 3]).result
        result.blocks = []
        let empty = LaneSeries(name: "pooled", role: .variant, in: result)
        #expect(FloorDependence(from: empty, to: empty, floors: Floors()).standardError == 0)
    }
}

@Suite struct WakeUpDependenceTests {
    /// As a run of a GET of 20,000 characters was: its latency, its PING and the loopback echo, in nanoseconds.
    private func run(_ latency: Double, echo: Double?, seed: UInt64, roundTrips: Int64 = 1) -> Run {
        var noise = Noise(seed: seed)
        func values(_ level: Double) -> [Double] { (0..<20).map { _ in log(level) + 0.01 * noise.normal() } }
        var run = SyntheticRun(control: values(42_000), variant: values(latency))
        run.hostLoopback = echo.map(values)
        run.counters["round_trips"] = roundTrips
        return run.run
    }

    private func error(_ echoes: [Double?], roundTrips: Int64 = 1) -> Double {
        let runs = zip([43_000.0, 89_000], echoes).enumerated().map { index, run in
            self.run(run.0, echo: run.1, seed: UInt64(index + 1), roundTrips: roundTrips).scenarios[0]
        }
        let pair = ScenarioPair(base: runs[0], candidate: runs[1])
        let series = runs.map { LaneSeries(name: "pooled", role: .variant, in: $0) }
        return WakeUpDependence(from: series[0], to: series[1], echo: pair.floors.echo).standardError
    }

    /// (41 − 12) / 43 / √3, for each round trip.
    @Test func anEchoInAnotherStateCountsOnceForEachRoundTrip() {
        for echoes in [[12_000.0, 41_000], [41_000, 12_000]] {
            #expect(abs(error(echoes) - 0.389) < 0.01)
            #expect(abs(error(echoes, roundTrips: 16) - 16 * 0.389) < 0.16)
        }
    }

    @Test func anEchoInTheSameStateCountsNothing() {
        #expect(error([12_000, 12_000]) == 0)
        #expect(error([12_000, 16_000]) == 0)
        #expect(error([nil, nil]) == 0)
        #expect(error([12_000, nil]) == 0)
    }

    @Test func aWakeUpMoreIsNoRegression() {
        let base = run(43_000, echo: 12_000, seed: 1)
        #expect(compare(base, run(89_000, echo: 12_000, seed: 2)).verdict == .regressed)
        #expect(compare(base, run(89_000, echo: 41_000, seed: 2)).verdict == .inconclusive)
        #expect(compare(base, run(400_000, echo: 41_000, seed: 2)).verdict == .regressed)
    }
}
