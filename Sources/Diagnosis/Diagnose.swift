public import RunModel

/// What is worth changing in the ways that a scenario compared, with the evidence of their plans and counters.
///
/// Every variant is looked at, in order; nothing is said about what the server did not report.
public func diagnose(_ result: ScenarioResult) -> [Finding] {
    result.variants.flatMap { variant in
        let subject = Subject(result: result, variant: variant)
        return Rules.all.flatMap { $0.findings(on: subject) }
    }
}

/// A new rule is a file in `Rules` and an entry here.
enum Rules {
    static let all: [any Rule] = [
        ScanRule(), MissingLimitRule(), UnboundedExpandRule(), CartesianProductRule(), EagerRule(), EstimateRule(),
        RoundTripRule(), ConnectRule(),
    ]
}

protocol Rule: Sendable {
    func findings(on subject: Subject) -> [Finding]
}

/// One variant, with the scenario that it belongs to.
struct Subject {
    var result: ScenarioResult
    var variant: VariantResult

    /// Rows that went to the client, where the server or the client counted them.
    var returnedRows: Int64? { variant.counters["rows"] ?? variant.plan?.rows }

    var operators: [PlanTree] { variant.plan.map(Array.init) ?? [] }

    func finding(evidence: String, threshold: String, advice: String, link: String) -> Finding {
        Finding(
            scenario: result.scenario, variant: variant.name, evidence: evidence, threshold: threshold,
            advice: advice, link: link)
    }
}

/// Pages that advice points at.
enum Link {
    static let operators =
        "https://neo4j.com/docs/cypher-manual/current/planning-and-tuning/operators/operators-detail/"
    static let indexes =
        "https://neo4j.com/docs/cypher-manual/current/indexes/search-performance-indexes/managing-indexes/"
    static let limit = "https://neo4j.com/docs/cypher-manual/current/clauses/limit/"
    static let paths = "https://neo4j.com/docs/cypher-manual/current/patterns/variable-length-patterns/"
    static let statistics =
        "https://neo4j.com/docs/operations-manual/current/performance/statistics-execution-plans/"
    static let pipelining = "https://redis.io/docs/latest/develop/using-commands/pipelining/"
    static let pools = "https://redis.io/docs/latest/develop/clients/pools-and-muxing/"
}
