internal import BoltClient
internal import RunModel

/// What the server says of queries before they are measured. Nothing here writes.
struct QueryInspector {
    let scenario: ScenarioID
    let bolt: BoltConnection
    /// False: the server calls every EXPLAIN a write, as ArcadeDB does, which even carries out a CREATE INDEX that it
    /// is to explain and does not mind the read mode. There the query's text has to be harmless before it is sent.
    private let reportsQueryType: Bool

    init(_ scenario: ScenarioID, on bolt: BoltConnection) throws {
        self.scenario = scenario
        self.bolt = bolt
        reportsQueryType = try bolt.run("EXPLAIN RETURN 1", mode: .read).summary.queryType == .read
    }

    /// The plan that the server would follow; nil where it shows none.
    ///
    /// A query that is not proven to only read is refused.
    @discardableResult
    func explain(_ query: GraphQuery) throws -> PlanTree? {
        if !reportsQueryType, let objection = ReadOnlyCypher.objection(to: query.text) {
            throw ScenarioError.writingQuery(query.name, why: objection)
        }
        let summary = try result(of: query, prefix: "EXPLAIN ").summary
        if reportsQueryType, summary.queryType != .read {
            throw ScenarioError.writingQuery(query.name, why: "the server's EXPLAIN says that it writes")
        }
        return summary.plan
    }

    func rows(of query: GraphQuery) throws -> [[BoltValue]] {
        try result(of: query).records
    }

    /// Hands each record to `body` as it arrives.
    func forEachRecord(of query: GraphQuery, _ body: ([BoltValue]) throws -> Void) throws {
        do {
            try bolt.forEachRecord(of: query.text, parameters: query.parameters, mode: .read, body)
        } catch let error as BoltError {
            throw named(error, query)
        }
    }

    func prepared(_ query: GraphQuery) throws -> PreparedQuery {
        try bolt.prepare(query.text, parameters: query.parameters, mode: .read)
    }

    /// What is exact about one run of `query`: its plan with what the server counted, the rows and the bytes.
    func variant(_ name: String, _ summary: String, of query: GraphQuery) throws -> VariantResult {
        let plan = try profile(query)
        let exchange = try bolt.roundTrip(prepared(query))
        var variant = VariantResult(
            name: name, summary: summary,
            counters: [
                "round_trips": 1, "rows": Int64(exchange.rows), "bytes_received": Int64(exchange.bytesReceived),
            ],
            plan: plan)
        variant.counters["db_hits"] = plan?.totalDbHits
        return variant
    }

    /// The plan with what was counted; without it where the server does not PROFILE.
    private func profile(_ query: GraphQuery) throws -> PlanTree? {
        let plan = try explain(query)
        do {
            return try result(of: query, prefix: "PROFILE ").summary.profile ?? plan
        } catch let error as BoltError where error.serverFailure != nil {
            return plan
        }
    }

    private func result(of query: GraphQuery, prefix: String = "") throws -> BoltResult {
        do {
            return try bolt.run(prefix + query.text, parameters: query.parameters, mode: .read)
        } catch {
            throw named(error, query)
        }
    }

    /// A server's refusal of a query that came from outside must say which query it was.
    private func named(_ error: BoltError, _ query: GraphQuery) -> any Error {
        guard case .server = error, query.isFromSettings else { return error }
        return ScenarioError.refusedQuery(query.name, reason: error.description)
    }
}
