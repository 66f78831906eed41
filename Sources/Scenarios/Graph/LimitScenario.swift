internal import BoltClient
public import Configuration
public import RunModel
internal import Sampling
internal import Transport

/// `graph.limit`: the latest nodes by fetching all, and by ORDER BY and LIMIT in the query.
public struct LimitScenario: Scenario {
    public let id = ScenarioID("graph.limit")
    public let summary = "all rows for the application to sort, and only the highest by ORDER BY and LIMIT"
    public let services: Set<Service> = [.graph]

    public init() {}

    public func variantNames(_ settings: ScenarioSettings) -> [String] { ["fetch-all", settings.limit.topName] }

    public func prepare(_ context: ScenarioContext) throws -> any PreparedScenario {
        guard let url = context.graph else { throw ScenarioError.missingService(id, .graph) }
        return try PreparedLimit(id: id, settings: context.settings.limit, url: url, options: context.transport)
    }
}

extension ScenarioSettings.Limit {
    /// The variant that fetches only what is needed.
    fileprivate var topName: String { "top-\(limit)" }
}

/// The two queries.
struct LimitQueries: Equatable {
    var all: GraphQuery
    var top: GraphQuery

    /// - Parameter property: selects the nodes by `$value`; nil: all of the label.
    init(label: String, property: String?, orderBy: String, limit: Int) {
        let selection = property.map { "n.`\($0)` = $value AND " } ?? ""
        // Nodes without the property would come first in a falling order: nobody means those.
        let match = "MATCH (n:`\(label)`) WHERE \(selection)n.`\(orderBy)` IS NOT NULL RETURN n"
        all = GraphQuery(name: "The query for all rows of graph.limit", text: match)
        top = GraphQuery(
            name: "The query for the highest rows of graph.limit",
            text: "\(match) ORDER BY n.`\(orderBy)` DESC LIMIT \(limit)")
    }
}

private struct PreparedLimit: PreparedScenario {
    let url: ConnectionURL
    let options: TransportOptions
    let all: Cycle<PreparedQuery>
    let top: Cycle<PreparedQuery>
    let topName: String
    let allControl: ControlQuery
    let topControl: ControlQuery
    let result: ScenarioResult

    init(id: ScenarioID, settings: ScenarioSettings.Limit, url: ConnectionURL, options: TransportOptions) throws {
        self.url = url
        self.options = options
        topName = settings.topName
        let bolt = try BoltConnection(url: url, options: options, mode: .read)
        defer { bolt.close() }
        let inspector = try QueryInspector(id, on: bolt)
        let candidates = try Self.candidates(settings, inspector)
        for query in [candidates[0].all, candidates[0].top] { try inspector.explain(query) }

        var chosen: [(queries: LimitQueries, rows: Int)] = []
        for queries in candidates {
            let rows = try Self.check(queries, settings, topName: topName, inspector)
            if rows > settings.limit {
                chosen.append((queries, rows))
            } else if !settings.values.isEmpty || settings.property == nil {
                throw Self.tooFew(rows, queries, settings, id)
            }
        }
        guard let typical = chosen.map(\.rows).indexOfMedian.map({ chosen[$0].queries }) else {
            throw ScenarioError.missingData(
                id,
                what: "none of \(candidates.count) values of '\(settings.property ?? "")' has more than "
                    + "\(settings.limit) \(settings.label) nodes with '\(settings.orderBy)'",
                advice: "list values that have more in \(id).values in ttaperf.yml, or lower \(id).limit")
        }
        all = Cycle(try chosen.map { try inspector.prepared($0.queries.all) })
        top = Cycle(try chosen.map { try inspector.prepared($0.queries.top) })
        var fetchAll = try inspector.variant(
            "fetch-all", "fetches all rows; the sorting in the application is not timed", of: typical.all)
        var highest = try inspector.variant(
            topName, "ORDER BY \(settings.orderBy) DESC LIMIT \(settings.limit)", of: typical.top)
        // Both make the server look at all rows.
        let work = fetchAll.counters["rows"] ?? 1
        allControl = ControlQuery(of: fetchAll, work: work)
        topControl = ControlQuery(of: highest, work: work)
        fetchAll.controlName = allControl.name
        highest.controlName = topControl.name
        let selection = settings.property.map { " of one \($0), \(chosen.count) values in turn" } ?? ""
        result = ScenarioResult(
            scenario: id,
            operation: "find the \(settings.limit) \(settings.label) nodes with the highest \(settings.orderBy)"
                + selection,
            workUnit: "query", controlDescription: GraphSession.controlDescription,
            variants: [fetchAll, highest])
    }

    func openBlock() throws -> any BlockSession {
        try GraphSession(
            BoltConnection(url: url, options: options, mode: .read),
            [("fetch-all", all, allControl), (topName, top, topControl)])
    }

    func compilationNanoseconds() -> UInt64? { CompilationClock(url: url, options: options).nanoseconds() }

    /// The queries for each value; at least one.
    private static func candidates(
        _ settings: ScenarioSettings.Limit, _ inspector: QueryInspector
    ) throws -> [LimitQueries] {
        let label = settings.label
        let nodes = try inspector.requireLabel(label)
        try inspector.requireProperty(settings.orderBy, label: label, setting: "order_by")
        let queries = LimitQueries(
            label: label, property: settings.property, orderBy: settings.orderBy, limit: settings.limit)
        guard let property = settings.property, let text = settings.effectiveValuesQuery else { return [queries] }
        try inspector.requireProperty(property, label: label, setting: "property")
        let values = try inspector.values(
            listed: settings.values, or: GraphQuery(name: "The query for values", text: text), nodes: nodes)
        return values.map { value in
            var queries = queries
            queries.all = queries.all.with("value", value)
            queries.top = queries.top.with("value", value)
            return queries
        }
    }

    /// How many rows there are; both ways must agree on the highest.
    private static func check(
        _ queries: LimitQueries, _ settings: ScenarioSettings.Limit, topName: String, _ inspector: QueryInspector
    ) throws -> Int {
        do {
            var rows = try TopRows(
                inspector.rows(of: queries.top), limit: settings.limit, orderBy: settings.orderBy)
            try inspector.forEachRecord(of: queries.all) { try rows.add($0) }
            try rows.finish()
            return rows.count
        } catch let mismatch as TopRows.Mismatch {
            switch mismatch {
            case .different:
                throw ScenarioError.unequalResults(inspector.scenario, variant: topName, reference: "fetch-all")
            case .unordered(let what):
                throw ScenarioError.incomparable(
                    inspector.scenario,
                    what: "'\(settings.orderBy)' holds \(what), and so the rows cannot be sorted to check them",
                    advice: "set \(inspector.scenario).order_by in ttaperf.yml to a property with one simple type")
            }
        }
    }

    private static func tooFew(
        _ rows: Int, _ queries: LimitQueries, _ settings: ScenarioSettings.Limit, _ id: ScenarioID
    ) -> ScenarioError {
        let selection = queries.all.parameters["value"].map { " and \($0.shortText) in '\(settings.property ?? "")'" }
        return .missingData(
            id,
            what: "\(rows) \(settings.label) nodes have '\(settings.orderBy)'\(selection ?? ""), and more than "
                + "\(settings.limit) are needed",
            advice: selection == nil
                ? "lower \(id).limit in ttaperf.yml, or use --sandbox"
                : "list other values in \(id).values in ttaperf.yml, or lower \(id).limit")
    }
}
