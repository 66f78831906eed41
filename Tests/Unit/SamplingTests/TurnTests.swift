import RunModel
import Testing

@testable import Sampling

@Suite struct TurnTests {
    private func lane(
        _ name: String, _ role: RunModel.Measurement.Role = .variant, control: String = "control"
    ) -> Lane {
        Lane(name: name, role: role, controlName: control) {}
    }

    /// By microseconds.
    private func turns(_ lanes: [(Lane, UInt64)]) -> [Turn] {
        Turn.plan(lanes.map(\.0), fastest: lanes.map { $0.1 * 1000 })
    }

    /// What differs from run to run by the load at the start must not change what is measured.
    @Test func shortOperationsHaveEqualTurnsHoweverLongTheyTake() {
        for microseconds: UInt64 in [0, 10, 240, 260, 600, 2_000] {
            let found = turns([
                (lane("a"), microseconds), (lane("control", .control), 10), (lane("step.x", .step), microseconds),
                (lane("host.cpu", .hostControl), 16),
            ])
            #expect(found == [.short, .short, .short, .short])
        }
    }

    @Test func longOperationsAreAllCountedAndSoIsTheirControl() {
        let found = turns([
            (lane("scan", control: "control.scan"), 5_000), (lane("control.scan", .control), 300),
            (lane("index"), 200), (lane("control", .control), 100),
        ])
        #expect(found == [.long, .long, .short, .short])
    }

    @Test func everythingHeldAgainstOneControlHasEqualTurns() {
        let found = turns([(lane("a"), 5_000), (lane("b"), 50), (lane("control", .control), 10)])
        #expect(found == [.long, .long, .long])
    }
}
