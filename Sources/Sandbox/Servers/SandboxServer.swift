public import Transport

/// A server of a sandbox that answered.
public struct SandboxServer: Sendable, Equatable {
    public enum Role: String, Sendable, Codable {
        case redis, graph
    }

    public var role: Role
    /// E.g. `ArcadeDB`.
    public var product: String
    /// Absent where the server does not tell.
    public var version: String?
    public var process: ProcessIdentity
    /// With the password.
    public var url: ConnectionURL

    public init(role: Role, product: String, version: String?, process: ProcessIdentity, url: ConnectionURL) {
        self.role = role
        self.product = product
        self.version = version
        self.process = process
        self.url = url
    }

    public var isRunning: Bool { process.isRunning }
}

extension SandboxServer: Codable {
    private enum Key: String, CodingKey {
        case role, product, version, process, scheme, host, port, username, password, database
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let scheme = try values.decode(String.self, forKey: .scheme)
        guard let scheme = ConnectionURL.Scheme(rawValue: scheme) else {
            throw DecodingError.dataCorruptedError(forKey: .scheme, in: values, debugDescription: "unknown scheme")
        }
        var url = ConnectionURL(
            scheme: scheme, host: try values.decode(String.self, forKey: .host),
            port: try values.decode(Int.self, forKey: .port))
        url.username = try values.decodeIfPresent(String.self, forKey: .username)
        url.password = try values.decodeIfPresent(String.self, forKey: .password)
        url.database = try values.decodeIfPresent(String.self, forKey: .database)
        self.init(
            role: try values.decode(Role.self, forKey: .role),
            product: try values.decode(String.self, forKey: .product),
            version: try values.decodeIfPresent(String.self, forKey: .version),
            process: try values.decode(ProcessIdentity.self, forKey: .process), url: url)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(role, forKey: .role)
        try values.encode(product, forKey: .product)
        try values.encodeIfPresent(version, forKey: .version)
        try values.encode(process, forKey: .process)
        try values.encode(url.scheme.rawValue, forKey: .scheme)
        try values.encode(url.host, forKey: .host)
        try values.encode(url.port, forKey: .port)
        try values.encodeIfPresent(url.username, forKey: .username)
        try values.encodeIfPresent(url.password, forKey: .password)
        try values.encodeIfPresent(url.database, forKey: .database)
    }
}
