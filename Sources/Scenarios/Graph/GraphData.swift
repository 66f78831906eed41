internal import BoltClient
internal import Configuration

/// Whether the data are there, and which values are looked for.
extension QueryInspector {
    /// Returns how many nodes have it: servers keep count.
    func requireLabel(_ label: String) throws -> Int64 {
        let query = GraphQuery(name: "The count of nodes", text: "MATCH (n:`\(label)`) RETURN count(n)")
        let count = try rows(of: query).first?.first?.intValue ?? 0
        guard count > 0 else {
            throw ScenarioError.missingData(
                scenario, what: "no node has the label '\(label)'",
                advice: "set \(scenario).label in ttaperf.yml to a label of your graph, or use --sandbox")
        }
        return count
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
    func values(listed: [ParameterValue], or query: GraphQuery, nodes: Int64) throws -> [BoltValue] {
        guard listed.isEmpty else { return distinct(listed.map(BoltValue.init)) }
        let wanted = Self.valueCount(nodes: nodes)
        let query = query.with("limit", .int(Int64(wanted)))
        try explain(query)
        var found: [BoltValue] = []
        do {
            try forEachRecord(of: query) { record in
                guard let value = record.first, !value.isNull, !found.contains(value) else { return }
                found.append(value)
                // A query of the user's own may go on for as long as it likes.
                if found.count == wanted { throw Enough() }
            }
        } catch is Enough {}
        return found
    }

    /// How many values take turns: fewer of a large label, every node of which is read for each before the measuring
    /// begins. By the data alone, so that two runs on the same data ask for the same.
    static func valueCount(nodes: Int64) -> Int {
        Int(max(3, min(20, 2_000_000 / max(nodes, 1))))
    }

    private struct Enough: Error {}

    private func distinct(_ values: [BoltValue]) -> [BoltValue] {
        var seen: Set<BoltValue> = []
        return values.filter { seen.insert($0).inserted }
    }
}
