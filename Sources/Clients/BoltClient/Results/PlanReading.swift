internal import RunModel

/// Plans as servers send them.
enum PlanReading {
    static func plan(_ value: BoltValue) -> PlanTree? {
        guard let entries = value.dictionaryValue, let name = entries["operatorType"]?.stringValue else { return nil }
        if let text = entries["args"]?["string-representation"]?.stringValue,
            (entries["children"]?.listValue ?? []).isEmpty, let plan = TextPlan.parse(text)
        {
            return plan
        }
        return tree(name, entries)
    }

    private static func tree(_ name: String, _ entries: [String: BoltValue]) -> PlanTree {
        let arguments = entries["args"]?.dictionaryValue ?? [:]
        return PlanTree(
            operatorName: withoutDatabase(name), details: arguments["Details"]?.stringValue,
            identifiers: (entries["identifiers"]?.listValue ?? []).compactMap(\.stringValue),
            estimatedRows: arguments["EstimatedRows"]?.doubleValue,
            rows: reported(entries["rows"] ?? arguments["Rows"]),
            dbHits: reported(entries["dbHits"] ?? arguments["DbHits"]),
            timeNanoseconds: reported(entries["time"] ?? arguments["Time"]),
            children: (entries["children"]?.listValue ?? []).compactMap(plan))
    }

    /// Neo4j writes the database behind each operator's name: `NodeIndexSeek@neo4j`.
    private static func withoutDatabase(_ name: String) -> String {
        name.lastIndex(of: "@").map { String(name[..<$0]) } ?? name
    }

    /// -1 is Neo4j's word for "not recorded".
    private static func reported(_ value: BoltValue?) -> Int64? {
        guard let number = value?.intValue, number >= 0 else { return nil }
        return number
    }
}
