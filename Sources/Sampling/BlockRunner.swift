internal import Cancellation
internal import RunModel

/// Measures one block: every lane in turn, round after round.
struct BlockRunner {
    let plan: SamplingPlan
    let cancellation: Cancellation
    /// Operations per turn, by lane index; from `calibrate`.
    var batches: [Int] = []

    /// Chooses how many operations make a turn of about `plan.turnDuration`, from a few timed ones.
    ///
    /// Fixed for the whole scenario, so that all of its blocks are alike.
    mutating func calibrate(_ lanes: [Lane]) throws {
        batches = try lanes.map { lane in
            var fastest = UInt64.max
            for _ in 0..<5 {
                try cancellation.check()
                fastest = min(fastest, try time(lane.operation))
            }
            let wanted = plan.turnDuration.nanoseconds / max(fastest, 1)
            return Int(min(max(wanted, 1), UInt64(lane.maximumBatch)))
        }
    }

    /// Rounds whose times are thrown away: connections, caches and branch predictors settle.
    func warmUp(_ lanes: [Lane], rounds: Int) throws {
        for _ in 0..<rounds {
            for (index, lane) in lanes.enumerated() {
                try cancellation.check()
                for _ in 0..<batches[index] { try lane.operation() }
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
                try turn(lanes[index].operation, batch: batches[index], recorder: recorders[index])
            }
            round += 1
            elapsed = MonotonicClock.nanoseconds() - start
        }
        return elapsed
    }

    /// One lane's turn. The first operation is not counted when there are more: it pays for the caches that the
    /// lane before it filled, and would make a second, smaller hump in every distribution.
    private func turn(_ operation: () throws -> Void, batch: Int, recorder: HistogramRecorder) throws {
        if batch > 1 { try operation() }
        for _ in 0..<batch {
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
