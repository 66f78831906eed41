internal import BoltClient
internal import Configuration
internal import RedisClient
internal import RunModel

/// The three reads of one fetch, encoded once.
///
/// The user's id was read from the session when the scenario was prepared; the user's query still waits for the
/// session each time, as an application has to.
struct FetchSteps: Sendable {
    var session: PreparedRequest
    var narrative: PreparedQuery
    var user: PreparedQuery
}

/// A session that has all three, with what reading them in turn yielded.
struct FoundSession {
    var steps: FetchSteps
    var narrative: GraphQuery
    var value: RedisValue
    var narrativeRows: RowCounts<[BoltValue]>
}

/// Finds the sessions that take turns.
struct SessionFinder {
    static let sessionCount = 20
    /// Some keys that match may hold something else.
    static let mostKeys = 200

    let settings: ScenarioSettings.Fetch
    let redis: RedisConnection
    let inspector: QueryInspector

    private var id: ScenarioID { inspector.scenario }

    /// Those that are listed, every one of which must be complete, or the first complete ones of the keys that exist.
    func find() throws -> [FoundSession] {
        let narrative = query("narrative_query", settings.narrativeQuery)
        let user = query("user_query", settings.userQuery)
        try inspector.explain(narrative.with("session_id", .string("")))
        try inspector.explain(user.with("user_id", .string("")))
        guard settings.sessions.isEmpty else {
            return try settings.sessions.map { session in
                try look(at: session, key: settings.key(ofSession: session), narrative, user)
            }
        }
        let keys = try RedisKeys.search(matching: settings.keyPattern, count: Self.mostKeys, on: redis)
        guard !keys.isEmpty else {
            throw ScenarioError.missingData(
                id, what: "no string key matches '\(settings.keyPattern)'",
                advice: "set \(id).session_key in ttaperf.yml to the keys of your sessions, or use --sandbox")
        }
        var found: [FoundSession] = []
        var problem: ScenarioError?
        for key in keys where found.count < Self.sessionCount {
            guard let session = settings.session(ofKey: key) else { continue }
            do {
                found.append(try look(at: session, key: key, narrative, user))
            } catch let error as ScenarioError {
                guard case .missingData = error else { throw error }
                problem = problem ?? error
            }
        }
        guard found.isEmpty else { return found }
        throw problem ?? missing("no key that matches '\(settings.keyPattern)' names a session", "session_key")
    }

    private func query(_ setting: String, _ text: String) -> GraphQuery {
        GraphQuery(name: "\(id).\(setting) in ttaperf.yml", text: text, isFromSettings: true)
    }

    private func look(
        at session: String, key: String, _ narrative: GraphQuery, _ user: GraphQuery
    ) throws -> FoundSession {
        let get = PreparedRequest("GET", key)
        let narrative = narrative.with("session_id", .string(session))
        guard let value = try redis.pipeline(get).first, case .bytes(let bytes) = value else {
            throw missing("Redis has no string at '\(key)'", "session_key or sessions")
        }
        guard let userID = SessionRecord.userID(in: bytes, field: settings.userField) else {
            throw missing("'\(key)' holds no JSON object with the field '\(settings.userField)'", "user_field")
        }
        let rows = try inspector.rows(of: narrative)
        guard !rows.isEmpty else {
            throw missing("the narrative query yields no row for the session '\(session)'", "narrative_query")
        }
        let user = user.with("user_id", userID)
        guard try !inspector.rows(of: user).isEmpty else {
            throw missing("the user query yields no row for the user \(userID.shortText)", "user_query")
        }
        return FoundSession(
            steps: FetchSteps(
                session: get, narrative: try inspector.prepared(narrative), user: try inspector.prepared(user)),
            narrative: narrative, value: value, narrativeRows: RowCounts(rows))
    }

    private func missing(_ what: String, _ setting: String) -> ScenarioError {
        .missingData(
            id, what: what, advice: "change \(id).\(setting) in ttaperf.yml to fit your data, or use --sandbox")
    }
}
