extension HistoryStore {
    /// The number of the selected run. Only complete runs are selected, except by their very number; and what a gate
    /// measured only by its number or a tag: a candidate that was refused must not be the base when the gate is run again.
    ///
    /// - Throws: `.noSuchRun`, `.ambiguousCommit`.
    public func resolve(_ selector: RunSelector) throws(HistoryError) -> Int {
        try database.transaction(.read) { () throws(HistoryError) in
            let query = try self.query(selector)
            guard let number = try database.integer(query.sql, query.parameters) else {
                throw .noSuchRun(wanted: selector.description, path: path, contents: try contents())
            }
            return number
        }
    }

    /// The newest complete run of `measure`, or the `offset`-th before it; nil when there is none.
    public func latest(before offset: Int = 0) throws(HistoryError) -> Int? {
        try database.integer(Self.latestSQL, [.integer(offset)])
    }

    /// Whether `latest` is another run than this one.
    public func hasLater(than number: Int) throws(HistoryError) -> Bool {
        try latest().map { $0 != number } ?? false
    }

    /// A statement and its parameters that gives at most one number.
    func query(_ selector: RunSelector) throws(HistoryError) -> (sql: String, parameters: [SQLValue]) {
        let offset = SQLValue.integer(selector.offset)
        switch selector.base {
        case .latest: return (Self.latestSQL, [offset])
        case .number(let number) where selector.offset == 0:
            return ("SELECT number FROM runs WHERE number = ?", [.integer(number)])
        case .number(let number):
            // The run itself must exist, else a typing error would select something.
            try requireRun(number)
            return (Self.beforeSQL, [.integer(number), .integer(selector.offset - 1)])
        case .tag(let name): return (Self.tagSQL, [.text(name), offset])
        case .commit(let prefix): return (Self.commitSQL, [.text(try commit(prefix)), offset])
        case .branch(let name): return (Self.branchSQL, [.text(name), offset])
        }
    }

    private func commit(_ prefix: String) throws(HistoryError) -> String {
        // Every hexadecimal digit sorts before g.
        let statement = try database.prepare(Self.commitsSQL, [.text(prefix), .text(prefix + "g")])
        var commits: [String] = []
        while try statement.step() { commits.append(statement.text(0) ?? "") }
        guard commits.count < 2 || commits[0] == prefix else {
            throw .ambiguousCommit(prefix: prefix, commits: commits)
        }
        return commits.first ?? prefix
    }

    static let latestSQL = """
        SELECT number FROM runs WHERE status = 'complete' AND origin = 'measure'
        ORDER BY number DESC LIMIT 1 OFFSET ?
        """
    static let beforeSQL = """
        SELECT number FROM runs WHERE status = 'complete' AND origin = 'measure' AND number < ?
        ORDER BY number DESC LIMIT 1 OFFSET ?
        """
    static let tagSQL = """
        SELECT run FROM tags CROSS JOIN runs ON number = run
        WHERE name = ? AND status = 'complete' ORDER BY run DESC LIMIT 1 OFFSET ?
        """
    /// `+`: of the two indexes this leaves the one that leaves the fewest rows.
    static let commitSQL = """
        SELECT number FROM runs WHERE commit_hash = ? AND status = 'complete' AND +origin = 'measure'
        ORDER BY number DESC LIMIT 1 OFFSET ?
        """
    /// A few are enough to show that a prefix is ambiguous. Left to itself, SQLite takes the equal status for more
    /// selective than the range of a prefix, and reads every complete run.
    static let commitsSQL = """
        SELECT DISTINCT commit_hash FROM runs INDEXED BY runs_by_commit
        WHERE commit_hash >= ? AND commit_hash < ? AND status = 'complete' ORDER BY commit_hash LIMIT 4
        """
    static let branchSQL = """
        SELECT number FROM runs WHERE branch = ? AND status = 'complete' AND +origin = 'measure'
        ORDER BY number DESC LIMIT 1 OFFSET ?
        """
}
