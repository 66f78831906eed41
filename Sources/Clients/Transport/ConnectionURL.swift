/// Where a server is and how to reach it: the one place that spells a connection.
///
/// `redis://[user[:password]@]host[:port][/database]`, `rediss://…`, `unix:///path/to.sock[?db=1]`, and
/// `bolt://`, `bolt+s://`, `bolt+ssc://`, `neo4j://`, `neo4j+s://`, `neo4j+ssc://` with the same parts. An encrypted
/// one takes `?cacert=/path/to/ca.pem`. Nothing that prints a value of this type shows its password.
public struct ConnectionURL: Sendable, Equatable {
    public enum Scheme: String, Sendable, CaseIterable {
        case redis, rediss, unix, bolt, neo4j
        case boltS = "bolt+s"
        case boltSSC = "bolt+ssc"
        case neo4jS = "neo4j+s"
        case neo4jSSC = "neo4j+ssc"

        var defaultPort: Int {
            switch self {
            case .redis, .rediss: 6379
            case .unix: 0
            case .bolt, .boltS, .boltSSC, .neo4j, .neo4jS, .neo4jSSC: 7687
            }
        }

        public var isRedis: Bool { self == .redis || self == .rediss || self == .unix }
        /// `neo4j://` and its like ask the server which of its cluster to use.
        public var isRouted: Bool { self == .neo4j || self == .neo4jS || self == .neo4jSSC }
    }

    public enum TLSMode: Sendable {
        case off
        /// Certificate chain and server name are checked.
        case verified
        /// Encrypted, and anybody may answer: only where the scheme says so (`+ssc`).
        case selfSignedAllowed
    }

    public var scheme: Scheme
    /// Without the brackets of an IPv6 address; empty for a unix socket.
    public var host: String
    public var port: Int
    /// The unix socket's path.
    public var path: String?
    public var username: String?
    public var password: String?
    /// Redis: the number to SELECT. Bolt: the database's name.
    public var database: String?
    /// A file of CA certificates in PEM form that replaces the system's.
    public var caFile: String?

    public init(scheme: Scheme, host: String, port: Int? = nil) {
        self.scheme = scheme
        self.host = host
        self.port = port ?? scheme.defaultPort
    }

    public var tls: TLSMode {
        switch scheme {
        case .redis, .unix, .bolt, .neo4j: .off
        case .rediss, .boltS, .neo4jS: .verified
        case .boltSSC, .neo4jSSC: .selfSignedAllowed
        }
    }

    /// Scheme, host and port (or path), and a database other than the default: what may be shown, logged and stored.
    public var address: String {
        let isDefault = database.map { scheme.isRedis && UInt16($0) == 0 } ?? true
        let name = isDefault ? nil : database
        if let path { return "\(scheme.rawValue)://\(path)" + (name.map { "?db=\($0)" } ?? "") }
        let place = "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        return place + (name.map { "/\($0)" } ?? "")
    }
}

extension ConnectionURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { address }
    public var debugDescription: String { address }
    /// `dump` and test failures walk the mirror: it holds the address alone.
    public var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}
