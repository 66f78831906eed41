internal import Transport

/// Which server of a cluster does what.
public struct RoutingTable: Sendable, Equatable {
    /// `host:port` each.
    public var routers: [String] = []
    public var readers: [String] = []
    public var writers: [String] = []
    public var timeToLiveSeconds: Int64?

    public init() {}

    init(metadata: BoltValue?) {
        timeToLiveSeconds = metadata?["ttl"]?.intValue
        for server in metadata?["servers"]?.listValue ?? [] {
            let addresses = (server["addresses"]?.listValue ?? []).compactMap(\.stringValue)
            switch server["role"]?.stringValue {
            case "ROUTE": routers += addresses
            case "READ": readers += addresses
            case "WRITE": writers += addresses
            default: break
            }
        }
    }
}

extension BoltConnection {
    /// Asks the server for its routing table; one that does not route answers with a failure.
    public func route(database: String? = nil) throws(BoltError) -> RoutingTable {
        var extra: [String: BoltValue] = [:]
        if let name = database ?? url.database { extra["db"] = .string(name) }
        let metadata = try exchange(.route(context: Login.routingContext(url), extra: extra))
        return RoutingTable(metadata: metadata["rt"])
    }

    /// The server that the table names for `mode`; nil when it is this one, or when the server does not route.
    func target(mode: AccessMode) throws(BoltError) -> ConnectionURL? {
        let table: RoutingTable
        do {
            table = try route()
        } catch {
            if case .server = error { return nil }
            throw error
        }
        let addresses = mode == .write ? table.writers : table.readers
        guard !addresses.contains("\(url.host):\(url.port)"), let address = addresses.first,
            let colon = address.lastIndex(of: ":"), let port = UInt16(address[address.index(after: colon)...])
        else { return nil }
        var target = url
        var host = address[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        target.host = String(host)
        target.port = Int(port)
        return target
    }
}
