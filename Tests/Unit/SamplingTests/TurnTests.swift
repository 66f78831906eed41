import RunModel
import Testing

@testable import Sampling

@Suite struct TurnTests {
    private func lane(
        _ name: String, _ role: RunModel.Measurement.Role = .variant, control: String = "control", most: Int = 64
    ) -> Lane {
        Lane(name: name, role: role, controlName: control, maximumBatch: most) {}
    }

    /// Half a millisecond, in operations of the slowest lane of a group.
    private func turns(_ lanes: [(Lane, UInt64)]) -> [Turn] {
        Turn.plan(lanes.map(\.0), fastest: lanes.map(\.1), duration: 500_000)
    }

    @Test func aVariantAndItsControlHaveEqualTurns() {
        let found = turns([
            (lane("a", control: "control.a"), 260_000), (lane("control.a", .control), 240_000),
            (lane("b"), 50_000), (lane("control", .control), 20_000),
        ])
        #expect(found.map(\.batch) == [1, 1, 10, 10])
        #expect(found.allSatisfy { $0.beginsUncounted })
    }

    @Test func everythingHeldAgainstOneControlHasEqualTurns() {
        let found = turns([
            (lane("a"), 100_000), (lane("b"), 50_000), (lane("control", .control), 10_000),
            (lane("step.x", .step), 10_000), (lane("host.cpu", .hostControl, most: 4), 10_000),
        ])
        #expect(found.map(\.batch) == [5, 5, 5, 50, 4])
    }

    @Test func theSmallestMostOfAGroupCounts() {
        #expect(turns([(lane("a", most: 4), 1000), (lane("control", .control), 1000)]).map(\.batch) == [4, 4])
    }

    @Test func longOperationsAreAllCounted() {
        let found = turns([(lane("scan"), 5_000_000), (lane("control", .control), 300_000)])
        #expect(found == [Turn(batch: 1, beginsUncounted: false), Turn(batch: 1, beginsUncounted: false)])
    }

    @Test func anOperationOfNoTimeAtAllIsCountable() {
        #expect(turns([(lane("a"), 0)]) == [Turn(batch: 64, beginsUncounted: true)])
    }
}
