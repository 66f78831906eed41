internal import RunModel

/// What one lane does when it is its turn: the same in every run.
///
/// How long an operation takes depends on what was done just before it: after one of its own it is faster than after
/// another lane's. A turn that was as long as some timed operations allowed would differ from run to run, by the load at
/// that moment, and with it the medians, by up to a third.
struct Turn: Equatable {
    /// Operations that are counted.
    var batch: Int
    /// One operation before them is not: it pays for the caches that the lane before it filled, and would make a second,
    /// smaller hump in every distribution.
    var beginsUncounted: Bool

    /// Few, so that a round is short, and all lanes see the same weather.
    static let short = Turn(batch: 2, beginsUncounted: true)
    static let long = Turn(batch: 1, beginsUncounted: false)

    /// Longer ones hardly feel what the lane before them left behind, and would take too much of a block three times.
    static let longestShortNanoseconds: UInt64 = 2_000_000

    /// By lane, from the fastest of a few operations of each, in nanoseconds. A variant and its control have equal turns,
    /// those of the slower one.
    static func plan(_ lanes: [Lane], fastest: [UInt64]) -> [Turn] {
        lanes.map { lane in
            let slowest = zip(lanes, fastest).filter { shareTurns(lane, $0.0) }.map(\.1).max() ?? 0
            return slowest <= longestShortNanoseconds ? short : long
        }
    }

    /// A lane, its control, and everything that is held against the same control.
    private static func shareTurns(_ one: Lane, _ other: Lane) -> Bool {
        guard let control = one.turnControl else { return one.name == other.name }
        return control == other.turnControl
    }
}

extension Lane {
    /// The control that a variant is held against, or that a control is; nil for lanes that stand for themselves.
    fileprivate var turnControl: String? {
        switch role {
        case .variant: controlName
        case .control: name
        case .step, .hostControl: nil
        }
    }
}
