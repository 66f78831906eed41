import Glibc

/// The tables, and how a file of an older schema becomes one of today's.
enum Schema {
    /// `ttap` in ASCII: what `file` and we recognise the file by.
    static let applicationID = 0x7474_6170

    /// Migration N leads from `user_version` N to N + 1; one that was released is never edited.
    static let migrations = [
        """
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            started REAL NOT NULL,
            finished REAL,
            status TEXT NOT NULL,
            reason TEXT,
            seed INTEGER NOT NULL,
            pid INTEGER NOT NULL,
            boot_id TEXT NOT NULL,
            host TEXT NOT NULL,
            commit_hash TEXT,
            branch TEXT,
            dirty INTEGER,
            fingerprint TEXT NOT NULL
        );
        CREATE INDEX runs_by_status ON runs (status);
        CREATE INDEX runs_by_commit ON runs (commit_hash, status);
        CREATE INDEX runs_by_branch ON runs (branch, status);

        CREATE TABLE tags (
            name TEXT NOT NULL,
            run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
            PRIMARY KEY (name, run)
        ) WITHOUT ROWID;
        CREATE INDEX tags_by_run ON tags (run);

        CREATE TABLE scenarios (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            metadata TEXT NOT NULL,
            UNIQUE (run, position)
        );

        CREATE TABLE blocks (
            id INTEGER PRIMARY KEY,
            scenario INTEGER NOT NULL REFERENCES scenarios ON DELETE CASCADE,
            "index" INTEGER NOT NULL,
            start_ns INTEGER NOT NULL,
            duration_ns INTEGER NOT NULL,
            steady INTEGER NOT NULL
        );
        CREATE INDEX blocks_by_scenario ON blocks (scenario);

        CREATE TABLE measurements (
            block INTEGER NOT NULL REFERENCES blocks ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            histogram BLOB NOT NULL,
            PRIMARY KEY (block, position)
        ) WITHOUT ROWID;
        """,
        // By which a run is recognised that comes from an export a second time.
        "CREATE INDEX runs_by_seed ON runs (seed, started);",
        // What a gate measured must not become the base of the next one by itself.
        """
        ALTER TABLE runs ADD COLUMN origin TEXT NOT NULL DEFAULT 'measure';
        DROP INDEX runs_by_status;
        CREATE INDEX runs_by_status ON runs (status, origin);
        """,
    ]

    /// Brings a new or older file to the newest schema, each migration in a transaction of its own.
    ///
    /// Nothing is written to a file that is not ours or is newer.
    static func prepare(_ database: Database, migrations: [String] = migrations) throws(HistoryError) {
        try database.run("PRAGMA foreign_keys = ON")
        try database.run("PRAGMA trusted_schema = OFF")
        try database.run("PRAGMA cell_size_check = ON")
        // One state of the file: another process may be making it at this moment.
        if try database.transaction(.read, { () throws(HistoryError) in try isPending(database, migrations) }) {
            // Two processes may create the file at once: whoever waits here looks again.
            while try database.transaction(
                .write, { () throws(HistoryError) in try migrateOnce(database, migrations) })
            {}
        }
        guard !database.isImmutable else { return }
        try useWAL(database)
        // A finished block survives a crash of the process; after a power cut the last ones may be missing.
        try database.run("PRAGMA synchronous = NORMAL")
    }

    private static func isPending(_ database: Database, _ migrations: [String]) throws(HistoryError) -> Bool {
        let identity = try database.integer("PRAGMA application_id") ?? 0
        let version = try database.integer("PRAGMA user_version") ?? 0
        if identity != applicationID {
            let objects = try database.integer("SELECT COUNT(*) FROM sqlite_schema") ?? 0
            guard identity == 0, version == 0, objects == 0 else { throw .notAHistory(path: database.path) }
        }
        guard version >= 0, version <= migrations.count else {
            throw .newerSchema(path: database.path, found: version, supported: migrations.count)
        }
        return version < migrations.count
    }

    /// - Returns: whether it did anything, so that there may be more to do.
    private static func migrateOnce(_ database: Database, _ migrations: [String]) throws(HistoryError) -> Bool {
        guard try isPending(database, migrations) else { return false }
        let version = try database.integer("PRAGMA user_version") ?? 0
        try database.runScript(migrations[version])
        try database.runScript("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version + 1)")
        return true
    }

    /// Changing the journal mode needs the file alone, and SQLite does not wait for that by itself.
    private static func useWAL(_ database: Database) throws(HistoryError) {
        let deadline = ContinuousClock.now + database.busyTimeout
        while true {
            do {
                return try database.run("PRAGMA journal_mode = WAL")
            } catch {
                guard case .locked = error, ContinuousClock.now < deadline else { throw error }
                usleep(5000)
            }
        }
    }
}
