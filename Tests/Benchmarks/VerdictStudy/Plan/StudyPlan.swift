import RunModel

/// Which cells are measured, and how many pairs of each.
struct StudyPlan: Sendable {
    struct Goal: Sendable, Equatable {
        var cell: Cell
        var pairs: Int
    }

    var goals: [Goal]

    /// The goals of the project's promise: at least 60 pairs of the suite, 200 of Redis and 60 of Neo4j over idle, burst
    /// and ramp, and enough with an effect for an interval that says something.
    ///
    /// - Parameters:
    ///   - patterns: cells' names with `*`; none: all.
    ///   - factor: times as many pairs.
    static func standard(matching patterns: [ScenarioPattern] = [], factor: Double = 1) -> StudyPlan {
        let all = Kind.allCases.flatMap { kind in
            effects(kind).flatMap { effect in
                Load.allCases.map { load in
                    Goal(
                        cell: Cell(kind: kind, load: load, effectPercent: effect),
                        pairs: Int((Double(pairs(kind, load, effect)) * factor).rounded(.up)))
                }
            }
        }
        return StudyPlan(
            goals: all.filter { goal in
                goal.pairs > 0
                    && (patterns.isEmpty || patterns.contains { $0.matches(ScenarioID(goal.cell.id)) })
            })
    }

    private static func effects(_ kind: Kind) -> [Int] {
        kind.slowedRequests.isEmpty ? [0] : [5, 10, 2, 20, 0]
    }

    private static func pairs(_ kind: Kind, _ load: Load, _ effect: Int) -> Int {
        switch (kind, effect) {
        case (.suite, _): load == .constant ? 12 : 24
        case (.redis, _): load == .constant ? 60 : 90
        case (.neo4j, _): load == .constant ? 12 : 24
        case (.redis10s, 5), (.neo4j30s, 10): load == .idle ? 60 : 20
        default: load == .idle ? 20 : (load == .burst ? 10 : 0)
        }
    }

    /// The cell that lacks the largest share of its pairs and fits into the time, and how many runs to make of it in a
    /// row; nil when every goal is reached or nothing fits.
    func next(pairsDone: [Cell: Int], secondsLeft: Double) -> (cell: Cell, runs: Int)? {
        let open = goals.filter { goal in
            pairsDone[goal.cell, default: 0] < goal.pairs && runs(of: goal.cell, secondsLeft) >= 2
        }
        let share: (Goal) -> Double = { Double(pairsDone[$0.cell, default: 0]) / Double($0.pairs) }
        guard let smallest = open.map(share).min(), let goal = open.first(where: { share($0) == smallest }) else {
            return nil
        }
        let missing = goal.pairs - pairsDone[goal.cell, default: 0]
        return (goal.cell, min(missing + 1, runs(of: goal.cell, secondsLeft)))
    }

    private func runs(of cell: Cell, _ secondsLeft: Double) -> Int {
        let count = ((secondsLeft - cell.overheadSeconds) / cell.kind.expectedRunSeconds).rounded(.down)
        return max(0, min(cell.kind.chainLength, Int(count)))
    }
}
