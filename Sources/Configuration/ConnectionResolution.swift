public import Transport

/// Which of our two servers a connection is for.
public enum ConnectionRole: Sendable, Hashable, CaseIterable {
    case redis, neo4j

    /// The flag that names its URL.
    public var flag: String { self == .redis ? "--redis" : "--neo4j" }
    /// The environment variable that holds its URL.
    public var variable: String { self == .redis ? "REDIS_URL" : "NEO4J_URI" }
    var key: String { self == .redis ? "connections.redis" : "connections.neo4j" }

    var builtIn: ConnectionURL {
        switch self {
        case .redis: ConnectionURL(scheme: .redis, host: "127.0.0.1")
        case .neo4j: ConnectionURL(scheme: .bolt, host: "127.0.0.1")
        }
    }

    var schemes: [ConnectionURL.Scheme] {
        ConnectionURL.Scheme.allCases.filter { $0.isRedis == (self == .redis) }
    }
}

/// A connection with where it was found.
public struct ResolvedConnection: Sendable, Equatable {
    /// Where a part of a connection was found; prints like `REDIS_URL` or `ttaperf.yml:4:10`.
    public enum Origin: Sendable, Equatable, CustomStringConvertible {
        case flag(String)
        case environment(String)
        case file(String, SourceMark)
        case builtIn

        public var description: String {
            switch self {
            case .flag(let name): name
            case .environment(let name): name
            case .file(let file, let mark): "\(file):\(mark.line):\(mark.column)"
            case .builtIn: "the default"
            }
        }
    }

    public var url: ConnectionURL
    public var origin: Origin
    /// Where the password was found; absent without one.
    public var passwordOrigin: Origin?
}

/// Why a connection cannot be told. Never holds the URL's text, which may contain a password.
public enum ConnectionResolutionError: Error, Sendable, Equatable, CustomStringConvertible {
    case invalid(origin: ResolvedConnection.Origin, ConnectionURLError)
    case wrongScheme(origin: ResolvedConnection.Origin, scheme: String, allowed: [String])
    case undefinedVariable(origin: ResolvedConnection.Origin, key: String, name: String)

    public var description: String {
        switch self {
        case .invalid(let origin, let error): "\(origin): \(error)"
        case .wrongScheme(let origin, let scheme, let allowed):
            "\(origin): the scheme '\(scheme)' belongs to another server; use one of "
                + allowed.joined(separator: ", ") + "."
        case .undefinedVariable(let origin, let key, let name):
            "\(origin): \(key) names the environment variable \(name), which is not set; set it, or write the URL "
                + "without it."
        }
    }
}

extension ConnectionSettings {
    /// The connection that counts: flag, then environment, then file, then the server's usual port on this machine.
    ///
    /// For Neo4j, `NEO4J_USERNAME` and `NEO4J_PASSWORD` fill in what the URL lacks; a password never goes with a user
    /// that it was not given for. A variable that is set to nothing counts as not set.
    ///
    /// - Parameter flagName: the flag that messages name; nil: the role's own.
    public func resolve(
        _ role: ConnectionRole, flag: String? = nil, named flagName: String? = nil, environment: [String: String]
    ) throws(ConnectionResolutionError) -> ResolvedConnection {
        let variables = environment.filter { !$0.value.isEmpty }
        var connection = try locate(role, flag: flag, named: flagName ?? role.flag, variables: variables)
        if connection.url.password != nil { connection.passwordOrigin = connection.origin }
        guard role.schemes.contains(connection.url.scheme) else {
            throw .wrongScheme(
                origin: connection.origin, scheme: connection.url.scheme.rawValue,
                allowed: role.schemes.map(\.rawValue))
        }
        if role == .neo4j { connection.fillIn(from: variables) }
        return connection
    }

    private func locate(
        _ role: ConnectionRole, flag: String?, named flagName: String, variables: [String: String]
    ) throws(ConnectionResolutionError) -> ResolvedConnection {
        if let flag { return try Self.connection(flag, from: .flag(flagName)) }
        if let text = variables[role.variable] { return try Self.connection(text, from: .environment(role.variable)) }
        if let entry = role == .redis ? redis : neo4j {
            let origin = ResolvedConnection.Origin.file(entry.file, entry.mark)
            return try Self.connection(
                Self.expand(entry.text, key: role.key, origin: origin, variables: variables), from: origin)
        }
        return ResolvedConnection(url: role.builtIn, origin: .builtIn)
    }

    private static func connection(
        _ text: String, from origin: ResolvedConnection.Origin
    ) throws(ConnectionResolutionError) -> ResolvedConnection {
        do {
            return ResolvedConnection(url: try ConnectionURL(text), origin: origin)
        } catch {
            throw .invalid(origin: origin, error)
        }
    }

    /// Puts variables in the place of `${NAME}`. In front of an `@` they are user or password, taken as they are: what
    /// would end that part of the URL is percent-encoded.
    private static func expand(
        _ text: String, key: String, origin: ResolvedConnection.Origin, variables: [String: String]
    ) throws(ConnectionResolutionError) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            let name = String(rest[start.upperBound..<end])
            guard let value = variables[name] else { throw .undefinedVariable(origin: origin, key: key, name: name) }
            result += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
            result += rest.contains("@") ? encoded(value) : value
        }
        return result + rest
    }

    private static func encoded(_ text: String) -> String {
        let codes: [Character: String] = ["%": "%25", "/": "%2F", "?": "%3F", "#": "%23", "@": "%40"]
        return text.map { codes[$0] ?? String($0) }.joined()
    }
}

extension ResolvedConnection {
    fileprivate mutating func fillIn(from variables: [String: String]) {
        let user = variables["NEO4J_USERNAME"]
        if url.password == nil, let password = variables["NEO4J_PASSWORD"],
            url.username == nil || user == nil || url.username == user
        {
            url.password = password
            passwordOrigin = .environment("NEO4J_PASSWORD")
        }
        if url.username == nil { url.username = user ?? (url.password == nil ? nil : "neo4j") }
    }
}
