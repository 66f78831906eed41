import RunModel
import Terminal

/// Many rows go to the client although nothing in the query limits them.
struct MissingLimitRule: Rule {
    static let maximumRows: Int64 = 1_000
    private static let limits: Set = ["Limit", "ExhaustiveLimit", "Top", "PartialTop", "Top1WithTies"]

    func findings(on subject: Subject) -> [Finding] {
        guard subject.variant.plan != nil, let rows = subject.returnedRows, rows > Self.maximumRows,
            !subject.operators.contains(where: { Self.limits.contains($0.operatorName) })
        else { return [] }
        let bytes = subject.variant.counters["bytes_received"].map { " (\(NumberText.bytes($0)))" } ?? ""
        return [
            subject.finding(
                evidence: "\(NumberText.count(rows)) rows\(bytes) go to the client, and the plan has no limit",
                threshold: "more than 1,000 rows are returned without a LIMIT",
                advice: "Return what is shown: ORDER BY … LIMIT, and the next page when it is asked for.",
                link: Link.limit)
        ]
    }
}

/// A path of any length: its work grows with the data, not with the question.
struct UnboundedExpandRule: Rule {
    func findings(on subject: Subject) -> [Finding] {
        subject.operators.compactMap { plan in
            let repeats = plan.operatorName.contains("Expand") || plan.operatorName.hasPrefix("Repeat")
            guard repeats, let details = plan.details, CypherText.hasUnboundedRepetition(details) else { return nil }
            // Some plans pad the pattern with spaces.
            let pattern = details.split(separator: " ").joined(separator: " ")
            let rows = RowCount(of: plan).map { ", and makes \($0.text)" } ?? ""
            return subject.finding(
                evidence: "\(plan.operatorName) follows \(pattern) without an upper bound\(rows)",
                threshold: "a path of variable length has no upper bound",
                advice: "Bound the path, e.g. *1..5. The bound cannot be a parameter: check the number, then write it.",
                link: Link.paths)
        }
    }
}

/// Every row of one side with every row of the other.
struct CartesianProductRule: Rule {
    static let maximumRows = 1_000.0

    func findings(on subject: Subject) -> [Finding] {
        subject.operators.compactMap { plan in
            guard plan.operatorName == "CartesianProduct" else { return nil }
            // One row with one row is how two look-ups meet: harmless.
            guard let rows = RowCount(of: plan), rows.value > Self.maximumRows else { return nil }
            return subject.finding(
                evidence: "CartesianProduct makes \(rows.text)",
                threshold: "a CartesianProduct makes more than 1,000 rows",
                advice: "Connect the patterns by a relationship or a shared variable, or match one after the other.",
                link: Link.operators + "#query-plan-cartesian-product")
        }
    }
}

/// All rows are held in memory before the next operator sees the first.
struct EagerRule: Rule {
    func findings(on subject: Subject) -> [Finding] {
        subject.operators.compactMap { plan in
            guard plan.operatorName == "Eager" else { return nil }
            let what = RowCount(of: plan)?.text ?? "all rows"
            return subject.finding(
                evidence: "Eager holds \(what) in memory before the next step begins",
                threshold: "a plan has an Eager operator",
                advice: "Read and write in separate queries, or write what the same query does not read.",
                link: Link.operators + "#query-plan-eager")
        }
    }
}
