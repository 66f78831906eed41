/// Who answered.
public struct BoltServerInfo: Sendable, Equatable {
    /// In the server's words, e.g. `Neo4j/5.26.30`.
    public var agent: String
    public var protocolVersion: BoltVersion
    /// E.g. `Neo4j` or `ArcadeDB`.
    public var product: String
    /// Empty when the agent does not name one.
    public var productVersion: String
    /// By this name the server's log and `SHOW TRANSACTIONS` call the connection.
    public var connectionID: String?

    /// An agent is `product/version`; a compatible server adds its own name, as in
    /// `Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)`.
    public init(agent: String, protocolVersion: BoltVersion, connectionID: String? = nil) {
        self.agent = agent
        self.protocolVersion = protocolVersion
        self.connectionID = connectionID
        if let open = agent.lastIndex(of: "("), agent.last == ")" {
            let inner = agent[agent.index(after: open)...].dropLast()
            let parts = inner.split(separator: " ", maxSplits: 1)
            product = parts.first.map(String.init) ?? agent
            productVersion = parts.count > 1 ? String(parts[1]) : ""
        } else {
            let parts = agent.split(separator: "/", maxSplits: 1)
            product = parts.first.map(String.init) ?? agent
            productVersion = parts.count > 1 ? String(parts[1]) : ""
        }
    }
}
