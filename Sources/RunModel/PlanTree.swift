/// A query plan as the server reported it, in one shape for every server.
public struct PlanTree: Codable, Sendable, Equatable {
    /// Without the `@database` suffix that Neo4j adds, e.g. `NodeIndexSeek`.
    public var operatorName: String
    /// What the operator works on in the server's words, e.g. `n:NarrativeNode(session_id) WHERE …`.
    public var details: String?
    public var identifiers: [String]
    /// Absent when the server does not report it; never a made-up 0.
    public var estimatedRows: Double?
    public var rows: Int64?
    public var dbHits: Int64?
    public var timeNanoseconds: Int64?
    public var children: [PlanTree]

    public init(
        operatorName: String, details: String? = nil, identifiers: [String] = [], estimatedRows: Double? = nil,
        rows: Int64? = nil, dbHits: Int64? = nil, timeNanoseconds: Int64? = nil, children: [PlanTree] = []
    ) {
        self.operatorName = operatorName
        self.details = details
        self.identifiers = identifiers
        self.estimatedRows = estimatedRows
        self.rows = rows
        self.dbHits = dbHits
        self.timeNanoseconds = timeNanoseconds
        self.children = children
    }

    /// The operator names in execution-tree order, e.g. `ProduceResults(Limit(NodeIndexSeek))`: two plans with
    /// one shape differ at most in their estimates.
    public var shape: String {
        guard !children.isEmpty else { return operatorName }
        return "\(operatorName)(\(children.map(\.shape).joined(separator: ", ")))"
    }

    /// Db hits of the whole tree; nil as soon as any operator's are not reported.
    public var totalDbHits: Int64? {
        var total: Int64 = 0
        for node in self {
            guard let hits = node.dbHits else { return nil }
            total += hits
        }
        return total
    }

    /// Whether any operator of the tree is called `name`.
    public func contains(operatorName name: String) -> Bool {
        contains { $0.operatorName == name }
    }
}

extension PlanTree: Sequence {
    /// Every operator, root first.
    public func makeIterator() -> AnyIterator<PlanTree> {
        var pending = [self]
        return AnyIterator {
            guard let node = pending.popLast() else { return nil }
            pending.append(contentsOf: node.children.reversed())
            return node
        }
    }
}

extension PlanTree {
    /// Whether any operator finds its rows by an index.
    public var usesIndex: Bool {
        contains { $0.operatorName.contains("Index") }
    }
}
