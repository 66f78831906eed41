import Statistics
import Testing

@testable import VerdictStudy

@Suite struct LoadScheduleTests {
    private func schedule(_ load: Load) -> LoadSchedule { LoadSchedule(load: load, cores: 4, rampSeconds: 100) }

    @Test func threads() {
        #expect(Load.allCases.map { schedule($0).threads } == [0, 1, 4, 4])
    }

    @Test func aRampGrowsFromNothingToAllCores() {
        let ramp = schedule(.ramp)
        func busyCores(_ seconds: Double) -> Double {
            (0..<4).reduce(0) { sum, thread in
                var generator = SeededGenerator(seed: 1)
                let stretch = ramp.stretch(thread: thread, atSeconds: seconds, &generator)
                return sum + stretch.busySeconds / (stretch.busySeconds + stretch.restSeconds)
            }
        }
        for (seconds, cores) in [(0.0, 0.0), (25, 1), (60, 2.4), (100, 4), (500, 4)] {
            #expect(abs(busyCores(seconds) - cores) < 1e-9)
        }
    }

    @Test func burstsTakeAllCoresAtOnceAndStayInBounds() {
        var (one, other) = (SeededGenerator(seed: 7), SeededGenerator(seed: 7))
        for _ in 0..<200 {
            let stretch = schedule(.burst).stretch(thread: 0, atSeconds: 0, &one)
            #expect(stretch == schedule(.burst).stretch(thread: 3, atSeconds: 0, &other))
            #expect((0.3...2).contains(stretch.busySeconds) && (1...6).contains(stretch.restSeconds))
        }
    }
}
