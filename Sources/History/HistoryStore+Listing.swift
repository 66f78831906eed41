public import FoundationEssentials
public import RunModel

/// A run as a list shows it: nothing measured is read.
public struct RunSummary: Sendable, Equatable {
    public var number: Int
    public var startedAt: Date
    public var finishedAt: Date?
    public var status: Run.Status
    public var statusReason: String?
    public var origin: Run.Origin
    /// Sorted.
    public var tags: [String]
    public var host: String
    public var source: Fingerprint.Source?
    /// In the order of measurement.
    public var scenarios: [ScenarioID]
}

extension HistoryStore {
    /// The newest runs, newest first, whatever their status.
    public func list(limit: Int) throws(HistoryError) -> [RunSummary] {
        try database.transaction(.read) { () throws(HistoryError) in
            let statement = try database.prepare(Self.listSQL, [.integer(max(0, limit))])
            var rows: [RunSummary] = []
            while try statement.step() { rows.append(try summary(statement)) }
            return rows
        }
    }

    /// - Throws: `.noSuchRun`.
    public func summary(of number: Int) throws(HistoryError) -> RunSummary {
        try database.transaction(.read) { () throws(HistoryError) in
            try requireRun(number)
            let statement = try database.prepare(Self.summarySQL, [.integer(number)])
            guard try statement.step() else { throw damaged(number, "its head is malformed") }
            return try summary(statement)
        }
    }

    /// How many runs there are, whatever their status.
    public func count() throws(HistoryError) -> Int {
        try database.integer("SELECT COUNT(*) FROM runs") ?? 0
    }

    /// Every run's number, ascending.
    public func numbers() throws(HistoryError) -> [Int] {
        let statement = try database.prepare("SELECT number FROM runs ORDER BY number")
        var numbers: [Int] = []
        while try statement.step() { if let number = statement.integer(0) { numbers.append(Int(number)) } }
        return numbers
    }

    private func summary(_ row: Statement) throws(HistoryError) -> RunSummary {
        let number = row.integer(8).map(Int.init) ?? 0
        guard let head = RunHead(row, firstColumn: 0) else { throw damaged(number, "its head is malformed") }
        let now = currentStatus(head.status, head.reason, of: head.process)
        return RunSummary(
            number: number, startedAt: head.startedAt, finishedAt: head.finishedAt, status: now.status,
            statusReason: now.reason, origin: head.origin, tags: try tags(of: number), host: head.process.host,
            source: row.text(9).map {
                Fingerprint.Source(commit: $0, branch: row.text(10), isDirty: row.integer(11) == 1)
            },
            scenarios: try texts(Self.scenarioNamesSQL, number).map { ScenarioID($0) })
    }

    private static let columns = """
        SELECT started, finished, status, reason, origin, pid, boot_id, host, number, commit_hash, branch, dirty
        FROM runs
        """
    static let listSQL = columns + " ORDER BY number DESC LIMIT ?"
    static let summarySQL = columns + " WHERE number = ?"
    static let scenarioNamesSQL = "SELECT name FROM scenarios WHERE run = ? ORDER BY position"
}
