internal import BoltClient
internal import Configuration

/// Whether the data are there, and which values are looked for.
extension QueryInspector {
    /// How many values take turns when none are listed.
    static let valueCount = 20

    func requireLabel(_ label: String, setting: String = "label") throws {
        let query = GraphQuery(name: "The search for nodes", text: "MATCH (n:`\(label)`) RETURN 1 LIMIT 1")
        guard try rows(of: query).isEmpty else { return }
        throw ScenarioError.missingData(
            scenario, what: "no node has the label '\(label)'",
            advice: "set \(scenario).\(setting) in ttaperf.yml to a label of your graph, or use --sandbox")
    }

    func has(_ property: String, label: String) throws -> Bool {
        let query = GraphQuery(
            name: "The search for a property",
            text: "MATCH (n:`\(label)`) WHERE n.`\(property)` IS NOT NULL RETURN 1 LIMIT 1")
        return try !rows(of: query).isEmpty
    }

    func requireProperty(_ property: String, label: String, setting: String) throws {
        guard try !has(property, label: label) else { return }
        throw ScenarioError.missingData(
            scenario, what: "no \(label) node has the property '\(property)'",
            advice: "set \(scenario).\(setting) in ttaperf.yml to a property of your \(label) nodes, or use --sandbox")
    }

    /// Those that are listed, or the first distinct ones that `query` yields in its first column.
    func values(listed: [ParameterValue], or query: GraphQuery) throws -> [BoltValue] {
        guard listed.isEmpty else { return distinct(listed.map(BoltValue.init)) }
        let query = query.with("limit", .int(Int64(Self.valueCount)))
        try explain(query)
        var found: [BoltValue] = []
        do {
            try forEachRecord(of: query) { record in
                guard let value = record.first, !value.isNull, !found.contains(value) else { return }
                found.append(value)
                // A query of the user's own may go on for as long as it likes.
                if found.count == Self.valueCount { throw Enough() }
            }
        } catch is Enough {}
        return found
    }

    private struct Enough: Error {}

    private func distinct(_ values: [BoltValue]) -> [BoltValue] {
        var seen: Set<BoltValue> = []
        return values.filter { seen.insert($0).inserted }
    }
}
