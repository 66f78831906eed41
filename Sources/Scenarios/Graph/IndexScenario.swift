internal import BoltClient
public import Configuration
public import RunModel
internal import Sampling
internal import Transport

/// `graph.index`: the same lookup by a scan of the label, and by an index.
public struct IndexScenario: Scenario {
    public let id = ScenarioID("graph.index")
    public let summary = "the same lookup by a scan of the label, and by an index"
    public let services: Set<Service> = [.graph]

    public init() {}

    public func variantNames(_ settings: ScenarioSettings) -> [String] { ["scan", "index"] }

    public func prepare(_ context: ScenarioContext) throws -> any PreparedScenario {
        guard let url = context.graph else { throw ScenarioError.missingService(id, .graph) }
        return try PreparedIndex(id: id, settings: context.settings.index, url: url, options: context.transport)
    }
}

/// The two queries of the lookup.
struct IndexQueries: Equatable {
    var scan: GraphQuery
    var index: GraphQuery
    /// The scan is asked for by a hint, which a server may ignore.
    var restsOnHint: Bool

    /// - Parameter scanProperty: holds the same values without an index; nil: the hint.
    init(label: String, property: String, scanProperty: String?) {
        let match = "MATCH (n:`\(label)`)"
        restsOnHint = scanProperty == nil
        let hint = scanProperty == nil ? " USING SCAN n:`\(label)`" : ""
        scan = GraphQuery(
            name: "The scan of graph.index",
            text: "\(match)\(hint) WHERE n.`\(scanProperty ?? property)` = $value RETURN n")
        index = GraphQuery(
            name: "The lookup of graph.index", text: "\(match) WHERE n.`\(property)` = $value RETURN n")
    }
}

private struct PreparedIndex: PreparedScenario {
    let url: ConnectionURL
    let options: TransportOptions
    let scan: Cycle<PreparedQuery>
    let index: Cycle<PreparedQuery>
    let scanControl: ControlQuery
    let indexControl: ControlQuery
    let result: ScenarioResult

    init(id: ScenarioID, settings: ScenarioSettings.Index, url: ConnectionURL, options: TransportOptions) throws {
        self.url = url
        self.options = options
        let bolt = try BoltConnection(url: url, options: options, mode: .read)
        defer { bolt.close() }
        let inspector = try QueryInspector(id, on: bolt)
        let (label, property) = (settings.label, settings.property)
        let nodes = try inspector.requireLabel(label)
        try inspector.requireProperty(property, label: label, setting: "property")
        let twin = try Self.scanProperty(settings, inspector)
        let queries = IndexQueries(label: label, property: property, scanProperty: twin)

        let values = try inspector.values(
            listed: settings.values,
            or: GraphQuery(
                name: settings.valuesQuery == nil ? "The query for values" : "\(id).values_query in ttaperf.yml",
                text: settings.effectiveValuesQuery, isFromSettings: settings.valuesQuery != nil),
            nodes: nodes)
        guard let first = values.first else {
            throw ScenarioError.missingData(
                id, what: "\(id).values_query in ttaperf.yml yields no value",
                advice: "name a query that returns values of \(property), or list some in \(id).values")
        }
        let missingIndex = try Self.prove(queries, for: first, settings, twin: twin, inspector)

        let counts = try values.map { value in
            let found = try inspector.rows(of: queries.index.with("value", value))
            guard !found.isEmpty else {
                throw ScenarioError.missingData(
                    id, what: "no \(label) node has \(value.shortText) in the property '\(property)'",
                    advice: "leave values that are not there out of \(id).values in ttaperf.yml")
            }
            let scanned = try inspector.rows(of: queries.scan.with("value", value))
            guard RowCounts(scanned) == RowCounts(found) else {
                guard let twin else { throw ScenarioError.unequalResults(id, variant: "index", reference: "scan") }
                throw ScenarioError.missingData(
                    id,
                    what: "'\(twin)' does not hold the same values as '\(property)': "
                        + "\(scanned.count) and \(found.count) \(label) nodes have \(value.shortText)",
                    advice: "set \(id).scan_property in ttaperf.yml to a copy of '\(property)' without an index")
            }
            return found.count
        }
        let typical = values[counts.indexOfMedian ?? 0]
        scan = Cycle(try values.map { try inspector.prepared(queries.scan.with("value", $0)) })
        index = Cycle(try values.map { try inspector.prepared(queries.index.with("value", $0)) })
        var byScan = try inspector.variant(
            "scan",
            twin.map { "reads every \(label) node: no index on \($0)" } ?? "reads every \(label) node (USING SCAN)",
            of: queries.scan.with("value", typical))
        var byIndex = try inspector.variant(
            "index", missingIndex == nil ? "seeks in the index on \(property)" : "no index on \(property) is used",
            of: queries.index.with("value", typical))
        scanControl = ControlQuery(of: byScan, work: nodes * ControlQuery.stepsPerNode)
        indexControl = ControlQuery(of: byIndex, work: byIndex.counters["rows"] ?? 1)
        byScan.controlName = scanControl.name
        byIndex.controlName = indexControl.name
        result = ScenarioResult(
            scenario: id,
            operation: "find the \(label) nodes of one \(property), \(values.count) values in turn",
            workUnit: "query", controlDescription: GraphSession.controlDescription,
            variants: [byScan, byIndex], warnings: missingIndex.map { [$0] } ?? [])
    }

    func openBlock() throws -> any BlockSession {
        try GraphSession(
            BoltConnection(url: url, options: options, mode: .read),
            [("scan", scan, scanControl), ("index", index, indexControl)])
    }

    func compilationNanoseconds() -> UInt64? { CompilationClock(url: url, options: options).nanoseconds() }

    /// The built-in default belongs to the sandbox; the same graph of a user's own has no such property and gets the
    /// hint.
    private static func scanProperty(
        _ settings: ScenarioSettings.Index, _ inspector: QueryInspector
    ) throws -> String? {
        guard let property = settings.scanProperty else { return nil }
        if property == ScenarioSettings().index.scanProperty,
            try !inspector.has(property, label: settings.label)
        {
            return nil
        }
        try inspector.requireProperty(property, label: settings.label, setting: "scan_property")
        return property
    }

    /// The slow way must be a scan, or there is nothing to compare.
    ///
    /// Returns a warning when the fast way uses no index. It is measured all the same: a gate has to see the plan of an
    /// index that was lost.
    private static func prove(
        _ queries: IndexQueries, for value: BoltValue, _ settings: ScenarioSettings.Index, twin: String?,
        _ inspector: QueryInspector
    ) throws -> String? {
        let (label, property) = (settings.label, settings.property)
        let index = try inspector.explain(queries.index.with("value", value))
        let scan = try inspector.explain(queries.scan.with("value", value))
        guard scan?.scansLabel == true else {
            let leaves = scan?.leaves ?? "not shown"
            throw ScenarioError.incomparable(
                inspector.scenario,
                what: twin.map { "the lookup by '\($0)' is no scan of the label (its plan: \(leaves))" }
                    ?? "the server does not follow the hint USING SCAN (its plan: \(leaves))",
                advice: "set \(inspector.scenario).scan_property in ttaperf.yml to a property that holds the same "
                    + "values as '\(property)' and has no index, or use --sandbox")
        }
        guard index?.seeksIndex != true else { return nil }
        return
            "The lookup by '\(property)' uses no index (its plan: \(index?.leaves ?? "not shown")), so both ways scan; "
            + "CREATE INDEX FOR (n:`\(label)`) ON (n.`\(property)`), or set \(inspector.scenario).property in ttaperf.yml "
            + "to a property that has one."
    }
}
