/// What a server says when it fails.
public struct ServerFailure: Error, Sendable, Equatable {
    /// One of the failures that led to another, from Bolt 5.7 on.
    public struct Cause: Sendable, Equatable {
        public var gqlStatus: String?
        public var description: String?
        public var message: String
    }

    /// E.g. `Neo.ClientError.Statement.SyntaxError`; a code, not words, tells failures apart.
    public var code: String
    /// In the server's words, often of several lines.
    public var message: String
    /// From Bolt 5.7 on, e.g. `42001`.
    public var gqlStatus: String?
    public var gqlDescription: String?
    /// The nearest first.
    public var causes: [Cause]

    public init(
        code: String, message: String, gqlStatus: String? = nil, gqlDescription: String? = nil, causes: [Cause] = []
    ) {
        self.code = code
        self.message = message
        self.gqlStatus = gqlStatus
        self.gqlDescription = gqlDescription
        self.causes = causes
    }

    init(metadata: [String: BoltValue]) {
        self.init(
            code: (metadata["neo4j_code"] ?? metadata["code"])?.stringValue ?? "unknown",
            message: metadata["message"]?.stringValue ?? "", gqlStatus: metadata["gql_status"]?.stringValue,
            gqlDescription: metadata["description"]?.stringValue)
        var next = metadata["cause"]
        while let cause = next?.dictionaryValue {
            causes.append(
                Cause(
                    gqlStatus: cause["gql_status"]?.stringValue, description: cause["description"]?.stringValue,
                    message: cause["message"]?.stringValue ?? ""))
            next = cause["cause"]
        }
    }

    /// Trying again may help: the server says that the same request can succeed later.
    public var isTransient: Bool { code.hasPrefix("Neo.TransientError.") }

    var isAboutSecurity: Bool { code.hasPrefix("Neo.ClientError.Security.") }

    /// The first line without the full stop; the rest draws the place into the query.
    var firstLine: String {
        var line = String(message.prefix { !$0.isNewline })
        while line.last == "." || line.last == " " { line.removeLast() }
        return line.isEmpty ? code : line
    }
}
