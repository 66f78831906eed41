internal import RunModel

/// What one lane does when it is its turn.
struct Turn: Equatable {
    /// Operations that are counted.
    var batch: Int
    /// One operation before them is not: it pays for the caches that the lane before it filled, and would make a second,
    /// smaller hump in every distribution.
    var beginsUncounted: Bool

    /// Longer ones hardly feel what the lane before them left behind, and would take too much of a block twice.
    static let longestUncountedNanoseconds: UInt64 = 2_000_000

    /// By lane, from the fastest of a few operations of each, in nanoseconds.
    ///
    /// A variant and its control have equal turns, those of the slower one: by the luck of a few timed operations one of
    /// them would else be measured right after another lane's, and the other in a row of its own.
    static func plan(_ lanes: [Lane], fastest: [UInt64], duration: UInt64) -> [Turn] {
        zip(lanes, fastest).map { lane, own in
            let group = zip(lanes, fastest).filter { shareTurns(lane, $0.0) }
            let slowest = max(1, group.map(\.1).max() ?? own)
            let most = group.map(\.0.maximumBatch).min() ?? lane.maximumBatch
            return Turn(
                batch: min(Int(clamping: max(duration / slowest, 1)), most),
                beginsUncounted: slowest <= longestUncountedNanoseconds)
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
