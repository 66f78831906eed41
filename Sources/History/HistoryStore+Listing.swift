public import FoundationEssentials
public import RunModel

/// A run as a list shows it: nothing measured is read.
public struct RunSummary: Sendable, Equatable {
    public var number: Int
    public var startedAt: Date
    public var finishedAt: Date?
    public var status: Run.Status
    public var statusReason: String?
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
            let statement = try database.prepare(
                """
                SELECT started, finished, status, reason, pid, boot_id, host, number, commit_hash, branch, dirty
                FROM runs ORDER BY number DESC LIMIT ?
                """, [.integer(max(0, limit))])
            var rows: [RunSummary] = []
            while try statement.step() {
                let number = statement.integer(7).map(Int.init) ?? 0
                guard let head = RunHead(statement, firstColumn: 0) else {
                    throw damaged(number, "its head is malformed")
                }
                let now = currentStatus(head.status, head.reason, of: head.process)
                rows.append(
                    RunSummary(
                        number: number, startedAt: head.startedAt, finishedAt: head.finishedAt, status: now.status,
                        statusReason: now.reason, tags: try tags(of: number), host: head.process.host,
                        source: statement.text(8).map {
                            Fingerprint.Source(
                                commit: $0, branch: statement.text(9), isDirty: statement.integer(10) == 1)
                        },
                        scenarios: try texts("SELECT name FROM scenarios WHERE run = ? ORDER BY position", number)
                            .map { ScenarioID($0) }))
            }
            return rows
        }
    }
}
