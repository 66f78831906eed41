/// A value that a query gets as a parameter.
public enum ParameterValue: Sendable, Hashable, Codable {
    case string(String)
    case integer(Int64)
    case double(Double)
    case boolean(Bool)
}

/// What each scenario works on. The defaults are the model case that the sandbox seeds.
public struct ScenarioSettings: Sendable, Equatable, Codable {
    public struct Pipeline: Sendable, Equatable, Codable {
        /// The keys that are read: a pattern for SCAN's MATCH.
        public var keys = "tta:session:*"
        /// Commands of one operation.
        public var batch = 16
    }

    public struct Pool: Sendable, Equatable, Codable {
        /// The keys that are read: a pattern for SCAN's MATCH.
        public var keys = "tta:session:*"
        /// Connections that the pool keeps open.
        public var size = 4
    }

    public struct Index: Sendable, Equatable, Codable {
        public var label = "NarrativeNode"
        /// Has an index.
        public var property = "session_id"
        /// Holds the same values without an index, so that scan against index is real on every server. Without one the
        /// scan is asked for by a hint (`USING SCAN`).
        public var scanProperty: String? = "session_ref"
        /// What is looked for; empty: what `valuesQuery` yields.
        public var values: [ParameterValue] = []
        /// Yields rows whose first column is a value; nil: distinct values of `property`.
        public var valuesQuery: String?

        /// The query that yields the values when none are listed, with `$limit` for the number of rows.
        public var effectiveValuesQuery: String {
            valuesQuery ?? distinctValuesQuery(label: label, property: property)
        }
    }

    public struct Limit: Sendable, Equatable, Codable {
        public var label = "NarrativeNode"
        /// Only nodes in which it has one of `values` are read; nil: all nodes of `label`.
        public var property: String? = "session_id"
        /// What `property` may be; empty: distinct values of it.
        public var values: [ParameterValue] = []
        /// The highest come first.
        public var orderBy = "timestamp"
        /// Rows that the application needs.
        public var limit = 10

        /// The query that yields the values when none are listed, with `$limit` for the number of rows.
        public var effectiveValuesQuery: String? {
            property.map { distinctValuesQuery(label: label, property: $0) }
        }
    }

    public struct Fetch: Sendable, Equatable, Codable {
        /// The placeholder in `sessionKey`.
        public static let placeholder = "{session_id}"

        /// The Redis key of a session; `{session_id}` stands for its id.
        public var sessionKey = "tta:session:{session_id}"
        /// Session ids; empty: those of the keys that exist.
        public var sessions: [String] = []
        /// The field of the session's JSON that has the user's id.
        public var userField = "user_id"
        /// Runs beside the read of the session; gets `$session_id`.
        public var narrativeQuery =
            "MATCH (n:NarrativeNode {session_id: $session_id}) "
            + "RETURN n.id AS id, n.content AS content ORDER BY n.timestamp DESC LIMIT 10"
        /// Runs when the session is there; gets `$user_id`.
        public var userQuery = "MATCH (u:User {user_id: $user_id}) RETURN u.user_id AS user_id, u.name AS name"

        /// The key of one session.
        public func key(ofSession id: String) -> String {
            guard let place = placeholderRange else { return sessionKey }
            return sessionKey[..<place.lowerBound] + id + sessionKey[place.upperBound...]
        }

        /// A pattern for SCAN's MATCH that finds the sessions' keys; SCAN's special characters are quoted.
        public var keyPattern: String {
            guard let place = placeholderRange else { return Self.quoted(sessionKey) }
            return Self.quoted(sessionKey[..<place.lowerBound]) + "*" + Self.quoted(sessionKey[place.upperBound...])
        }

        /// The id in a session's key; nil when it is another key.
        public func session(ofKey key: String) -> String? {
            guard let place = placeholderRange else { return nil }
            let (prefix, suffix) = (sessionKey[..<place.lowerBound], sessionKey[place.upperBound...])
            guard key.hasPrefix(prefix), key.hasSuffix(suffix), key.count > prefix.count + suffix.count else {
                return nil
            }
            return String(key.dropFirst(prefix.count).dropLast(suffix.count))
        }

        private var placeholderRange: Range<String.Index>? { sessionKey.firstRange(of: Self.placeholder) }

        private static func quoted(_ text: some StringProtocol) -> String {
            String(text.flatMap { "*?[]^\\".contains($0) ? ["\\", $0] : [$0] })
        }
    }

    public var pipeline = Pipeline()
    public var pool = Pool()
    public var index = Index()
    public var limit = Limit()
    public var fetch = Fetch()

    public init() {}
}

private func distinctValuesQuery(label: String, property: String) -> String {
    "MATCH (n:`\(label)`) WHERE n.`\(property)` IS NOT NULL "
        + "WITH DISTINCT n.`\(property)` AS value RETURN value ORDER BY value LIMIT $limit"
}
