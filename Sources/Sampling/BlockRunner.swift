internal import Cancellation
internal import RunModel

/// Measures one block: every lane in turn, round after round.
struct BlockRunner {
    let plan: SamplingPlan
    let cancellation: Cancellation
    /// By lane index; from `calibrate`.
    var turns: [Turn] = []

    /// Chooses short or long turns by a few timed operations.
    ///
    /// Fixed for the whole scenario, so that all of its blocks are alike.
    mutating func calibrate(_ lanes: [Lane]) throws {
        let fastest = try lanes.map { lane in
            var fastest = UInt64.max
            for _ in 0..<5 {
                try cancellation.check()
                fastest = min(fastest, try time(lane.operation))
            }
            return fastest
        }
        turns = Turn.plan(lanes, fastest: fastest)
    }

    /// Rounds whose times are thrown away: connections, caches and branch predictors settle.
    func warmUp(_ lanes: [Lane], rounds: Int) throws {
        for _ in 0..<rounds {
            for (index, lane) in lanes.enumerated() {
                try cancellation.check()
                for _ in 0..<turns[index].batch { try lane.operation() }
            }
        }
    }

    /// Runs rounds until the block is long enough; returns how long it took, in nanoseconds.
    func measure(
        _ lanes: [Lane], into recorders: [HistogramRecorder], order: inout RoundOrder<some RandomNumberGenerator>
    ) throws -> UInt64 {
        let start = MonotonicClock.nanoseconds()
        var round = 0
        var elapsed: UInt64 = 0
        while round < plan.minimumRounds || elapsed < plan.blockDuration.nanoseconds {
            for index in order.next() {
                try cancellation.check()
                try take(turns[index], lanes[index].operation, recorder: recorders[index])
            }
            round += 1
            elapsed = MonotonicClock.nanoseconds() - start
        }
        return elapsed
    }

    private func take(_ turn: Turn, _ operation: () throws -> Void, recorder: HistogramRecorder) throws {
        if turn.beginsUncounted { try operation() }
        for _ in 0..<turn.batch {
            recorder.record(try time(operation))
        }
    }

    @inline(__always)
    private func time(_ operation: () throws -> Void) rethrows -> UInt64 {
        let start = MonotonicClock.nanoseconds()
        try operation()
        return MonotonicClock.nanoseconds() &- start
    }
}
