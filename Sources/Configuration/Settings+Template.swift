extension Settings {
    /// What `ttaperf init` writes: every key, commented out, with its default and its unit.
    ///
    /// A line that begins with `#` and a letter or two spaces is a setting; `#`, one space and a word explain.
    public static let template = template(ScenarioSettings.Fetch())

    private static func template(_ defaults: ScenarioSettings.Fetch) -> String {
        """
        # ttaperf.yml: settings of ttaperf. Every key is optional; what stands here is the default.
        # To change one, remove the # before it and before the keys that it belongs to.
        # Times are written 250us, 10ms, 1.5s or 2min.

        # Where the servers are. The flags --redis and --neo4j come first, then the environment (REDIS_URL, NEO4J_URI,
        # NEO4J_USERNAME, NEO4J_PASSWORD), then this file. ${NAME} stands for an environment variable.
        # A password belongs in the environment, not in a file that is shared.
        #connections:
        # redis://, rediss:// (TLS) or unix://
        #  redis: redis://127.0.0.1:6379
        # bolt://, bolt+s:// (TLS), bolt+ssc:// (self-signed certificate), neo4j:// and its like
        #  neo4j: bolt://127.0.0.1:7687

        #scenarios:
        # What 'ttaperf measure' runs without arguments: names, with * for any characters.
        #  run: ["*"]

        # One command per round trip, against a pipeline, against MGET.
        #  redis.pipeline:
        # The keys that are read: a pattern as for SCAN.
        #    keys: "tta:session:*"
        # Commands of one operation, 1 to 10000.
        #    batch: 16

        # A connection per request, against a pool.
        #  redis.pool:
        # The keys that are read: a pattern as for SCAN.
        #    keys: "tta:session:*"
        # Connections that the pool keeps open, 1 to 256.
        #    size: 4

        # The same lookup without and with an index.
        #  graph.index:
        #    label: NarrativeNode
        # A property with an index.
        #    property: session_id
        # A property with the same values and no index. Without it the scan is asked for by a hint (USING SCAN);
        # with another label or property the default is none.
        #    scan_property: session_ref
        # What is looked for; empty: distinct values of the property are taken from the graph. A query that returns
        # values in its first column (with $limit rows) can be named in its place: values_query
        #    values: []

        # All rows and sorting in the application, against ORDER BY and LIMIT in the query.
        #  graph.limit:
        #    label: NarrativeNode
        # Only nodes with one value of this property are read; ~ for all nodes (the default with another label).
        #    property: session_id
        # The values of that property; empty: distinct ones are taken from the graph.
        #    values: []
        # The highest come first.
        #    order_by: timestamp
        # Rows that the application needs, 1 to 100000.
        #    limit: 10

        # Session, narrative and user one after the other, against session and narrative at the same time.
        #  fetch.concurrent:
        # The Redis key of a session, a JSON object.
        #    session_key: "tta:session:{session_id}"
        # Session ids; empty: those of the keys that exist.
        #    sessions: []
        # The field of the session that has the user's id.
        #    user_field: user_id
        # Runs beside the read of the session; gets $session_id.
        #    narrative_query: "\(defaults.narrativeQuery)"
        # Runs when the session is there; gets $user_id.
        #    user_query: "\(defaults.userQuery)"

        # Budgets: a scenario (with * for any characters, optionally /variant), a quantile and a time.
        #targets:
        #  - redis.* p99 < 10ms
        #  - graph.* p99 < 100ms
        #  - fetch.* p50 < 200ms
        #  - fetch.* p95 < 500ms
        #  - fetch.* p99 < 1s

        # How large a difference must be to count, in percent; it must be significant beside.
        #margins:
        # The median (p50) of every scenario. Beside it some may have their own, e.g. "graph.*: 5%"; the last that
        # matches counts.
        #  default: 2%
        # The tails; never below the median's.
        #  p95: 5%
        #  p99: 10%

        # Exact counters that must not rise from run to run; they hold without any noise. Other lists for some scenarios,
        # the last that matches counts: graph.*: [db_hits]
        #counters:
        #  default: [round_trips, connects, commands, db_hits, rows]

        #measure:
        # For all scenarios of one invocation together, warm-up included: 1s to 86400s.
        #  time_budget: 40s
        # The longest warm-up, of all scenarios in turn: 0s to 3600s; at most half of the time budget.
        #  warm_up: 20s
        # The length of one block: 10ms to 60s.
        #  block: 100ms
        # Blocks of a scenario that are measured even when the time has run out: 3 to 10000.
        #  minimum_blocks: 20

        """
    }
}
