import Glibc
import Sampling
import Statistics
import Synchronization

/// Keeps cores busy until it is stopped or goes away; its threads end with this process in any case.
final class LoadGenerator {
    private let state = State()
    private var threads: [Thread] = []

    private final class State: Sendable {
        let isEnding = Atomic(false)
    }

    init(_ schedule: LoadSchedule, seed: UInt64) throws(Thread.NotStarted) {
        let origin = MonotonicClock.nanoseconds()
        for thread in 0..<schedule.threads {
            let state = state
            threads.append(
                try Thread {
                    var generator = SeededGenerator(seed: seed)
                    while !state.isEnding.load(ordering: .relaxed) {
                        let elapsed = Double(MonotonicClock.nanoseconds() - origin) / 1e9
                        let stretch = schedule.stretch(thread: thread, atSeconds: elapsed, &generator)
                        Self.spin(seconds: stretch.busySeconds, until: state)
                        Self.rest(seconds: stretch.restSeconds, until: state)
                    }
                })
        }
    }

    deinit { stop() }

    func stop() {
        state.isEnding.store(true, ordering: .relaxed)
        for thread in threads { thread.join() }
        threads = []
    }

    private static func spin(seconds: Double, until state: State) {
        let end = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
        while MonotonicClock.nanoseconds() < end, !state.isEnding.load(ordering: .relaxed) {}
    }

    private static func rest(seconds: Double, until state: State) {
        let end = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
        while !state.isEnding.load(ordering: .relaxed) {
            let now = MonotonicClock.nanoseconds()
            guard now < end else { return }
            usleep(UInt32(min(end - now, 50_000_000) / 1000))
        }
    }
}
