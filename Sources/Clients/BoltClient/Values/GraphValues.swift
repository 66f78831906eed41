public struct BoltNode: Sendable, Hashable {
    public var id: Int64
    public var labels: [String]
    public var properties: [String: BoltValue]
    /// From Bolt 5.0 on.
    public var elementID: String?

    public init(id: Int64, labels: [String], properties: [String: BoltValue], elementID: String? = nil) {
        self.id = id
        self.labels = labels
        self.properties = properties
        self.elementID = elementID
    }
}

public struct BoltRelationship: Sendable, Hashable {
    public var id: Int64
    public var startNodeID: Int64
    public var endNodeID: Int64
    public var type: String
    public var properties: [String: BoltValue]
    /// From Bolt 5.0 on, as the two below.
    public var elementID: String?
    public var startNodeElementID: String?
    public var endNodeElementID: String?

    public init(
        id: Int64, startNodeID: Int64, endNodeID: Int64, type: String, properties: [String: BoltValue],
        elementID: String? = nil, startNodeElementID: String? = nil, endNodeElementID: String? = nil
    ) {
        self.id = id
        self.startNodeID = startNodeID
        self.endNodeID = endNodeID
        self.type = type
        self.properties = properties
        self.elementID = elementID
        self.startNodeElementID = startNodeElementID
        self.endNodeElementID = endNodeElementID
    }
}

/// A relationship without its ends, as a path carries it.
public struct BoltUnboundRelationship: Sendable, Hashable {
    public var id: Int64
    public var type: String
    public var properties: [String: BoltValue]
    /// From Bolt 5.0 on.
    public var elementID: String?

    public init(id: Int64, type: String, properties: [String: BoltValue], elementID: String? = nil) {
        self.id = id
        self.type = type
        self.properties = properties
        self.elementID = elementID
    }
}

/// A walk through the graph: one node more than relationships, in walking order.
public struct BoltPath: Sendable, Hashable {
    public var nodes: [BoltNode]
    /// Start and end are those of the relationship, which the walk may have followed backwards.
    public var relationships: [BoltRelationship]

    public init(nodes: [BoltNode], relationships: [BoltRelationship]) {
        self.nodes = nodes
        self.relationships = relationships
    }

    /// From the wire's form: distinct nodes and relationships, and pairs of relationship number (from 1, negative
    /// when walked backwards) and node number (from 0). Nil when a number points nowhere.
    init?(nodes: [BoltNode], relationships: [BoltUnboundRelationship], indices: [Int64]) {
        guard var here = nodes.first, indices.count.isMultiple(of: 2) else { return nil }
        var walkedNodes = [here]
        var walked: [BoltRelationship] = []
        for position in stride(from: 0, to: indices.count, by: 2) {
            guard let relationshipNumber = Int(exactly: indices[position].magnitude),
                relationships.indices.contains(relationshipNumber - 1),
                let nodeNumber = Int(exactly: indices[position + 1]), nodes.indices.contains(nodeNumber)
            else { return nil }
            let unbound = relationships[relationshipNumber - 1]
            let next = nodes[nodeNumber]
            let (start, end) = indices[position] > 0 ? (here, next) : (next, here)
            walked.append(
                BoltRelationship(
                    id: unbound.id, startNodeID: start.id, endNodeID: end.id, type: unbound.type,
                    properties: unbound.properties, elementID: unbound.elementID,
                    startNodeElementID: start.elementID, endNodeElementID: end.elementID))
            walkedNodes.append(next)
            here = next
        }
        self.init(nodes: walkedNodes, relationships: walked)
    }
}
