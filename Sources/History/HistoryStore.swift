import RunModel

/// The runs in a `.ttaperf/history.sqlite`. One connection; not Sendable: one thread a store, and any number of
/// stores on one file, in this and other processes.
public final class HistoryStore {
    let database: Database
    let process: MeasuringProcess

    /// As given to `init`.
    public var path: String { database.path }

    /// Opens the history and creates it, with its folder, when there is none.
    public convenience init(path: String) throws(HistoryError) {
        try HistoryFile.create(path)
        try self.init(openedAt: path, busyTimeout: .seconds(10))
    }

    /// - Throws: `.noHistory` when there is no file.
    public static func openExisting(path: String) throws(HistoryError) -> HistoryStore {
        guard HistoryFile.exists(path) else { throw .noHistory(path: path) }
        return try HistoryStore(openedAt: path, busyTimeout: .seconds(10))
    }

    /// - Parameter process: for tests.
    init(
        openedAt path: String, busyTimeout: Duration, process: MeasuringProcess = .current()
    ) throws(HistoryError) {
        HistoryFile.makePrivate(path)
        database = try Database(path: path, busyTimeout: busyTimeout)
        self.process = process
        try Schema.prepare(database)
    }

    /// A run's status as it is now: `running` whose process died is `interrupted`.
    func currentStatus(
        _ stored: Run.Status, _ reason: String?, of owner: MeasuringProcess
    ) -> (status: Run.Status, reason: String?) {
        guard stored == .running, !process.considersAlive(owner) else { return (stored, reason) }
        return (.interrupted, reason ?? "Its process ended without a word.")
    }
}

/// Where blocks of a scenario are appended.
public struct ScenarioHandle: Sendable, Equatable {
    let id: Int64
}
