import RunModel
import Terminal

/// The planner was far off, so it may have chosen the wrong plan.
struct EstimateRule: Rule {
    static let maximumFactor = 10.0
    /// Below this many rows a wrong estimate costs little.
    static let minimumRows = 100.0

    private static let stopsEarly: Set = ["Limit", "Top", "PartialTop", "Top1WithTies"]

    /// Operators whose estimate is a fixed guess (Neo4j: 5 % of the rows for a property without an index), or that
    /// make no rows by design: sampling anew would change nothing about them or about what stands on them.
    private static func isGuess(_ plan: PlanTree) -> Bool {
        plan.contains { node in
            node.operatorName == "Filter" || node.operatorName == "EmptyResult"
                || node.operatorName.hasPrefix("VarLengthExpand") || node.operatorName.hasPrefix("Repeat")
        }
    }

    func findings(on subject: Subject) -> [Finding] {
        guard let plan = subject.variant.plan else { return [] }
        // The worst one: those above it inherit its error.
        guard let worst = misses(in: plan, isCutShort: false).max(by: { $0.factor < $1.factor }) else { return [] }
        let estimate = NumberText.fixed(worst.estimate, decimals: 0)
        return [
            subject.finding(
                evidence:
                    "\(worst.name) was estimated to make \(estimate) rows and made \(NumberText.count(worst.rows))",
                threshold: "an estimate is off by more than 10 times, on 100 rows or more",
                advice: "Let the server sample anew: CALL db.prepareForReplanning(); then look at the plan again.",
                link: Link.statistics)
        ]
    }

    private struct Miss {
        var name: String
        var estimate: Double
        var rows: Int64
        var factor: Double
    }

    /// - Parameter isCutShort: below an operator that stops early fewer rows than estimated are no error.
    private func misses(in plan: PlanTree, isCutShort: Bool) -> [Miss] {
        let stops = isCutShort || Self.stopsEarly.contains(plan.operatorName)
        // The estimates of a second branch are multiplied by those of the first.
        let branches = plan.children.first.map(Self.isGuess) == true ? plan.children.prefix(1) : plan.children[...]
        var found = branches.flatMap { misses(in: $0, isCutShort: stops) }
        if !Self.isGuess(plan), let estimate = plan.estimatedRows, let rows = plan.rows, estimate.isFinite {
            let larger = max(estimate, Double(rows))
            let factor = larger / max(1, min(estimate, Double(rows)))
            let isExcused = isCutShort && estimate > Double(rows)
            if larger >= Self.minimumRows, factor > Self.maximumFactor, !isExcused {
                found.append(Miss(name: plan.operatorName, estimate: estimate, rows: rows, factor: factor))
            }
        }
        return found
    }
}
