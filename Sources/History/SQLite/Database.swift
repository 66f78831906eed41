import CSQLite
import Glibc

/// One connection: owns SQLite's handle and closes it in deinit. Not Sendable: one thread a connection.
final class Database {
    /// As the user gave it, for error messages.
    let path: String
    let busyTimeout: Duration
    /// The file stands on a read-only file system.
    let isImmutable: Bool
    fileprivate let handle: OpaquePointer

    /// The file must exist. - Throws: every case that an SQLite result code stands for.
    init(path: String, busyTimeout: Duration) throws(HistoryError) {
        // A name such as `:memory:` has a meaning for SQLite, a path that begins with a dot or slash has none.
        let plainName = path.hasPrefix("/") ? path : "./" + path
        isImmutable = HistoryFile.isImmutable(path)
        let name = isImmutable ? "file:\(Self.uriPath(plainName))?immutable=1" : plainName
        let mode = isImmutable ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE
        let flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | mode
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let error = HistoryError(code: code, systemError: opened.map(sqlite3_system_errno) ?? 0, path: path)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        self.path = path
        self.busyTimeout = busyTimeout
        sqlite3_busy_timeout(handle, Int32(clamping: Int64(busyTimeout / .milliseconds(1))))
        // A flipped bit in a length must not ask for gigabytes.
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 256 << 20)
    }

    deinit { sqlite3_close_v2(handle) }

    /// What has a meaning in a URI, as its bytes in hexadecimal.
    private static func uriPath(_ path: String) -> String {
        path.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "%": text += "%25"
            case "?": text += "%3f"
            case "#": text += "%23"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }
    var changedRows: Int { Int(sqlite3_changes64(handle)) }

    func prepare(_ sql: String, _ parameters: [SQLValue] = []) throws(HistoryError) -> Statement {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
        guard let statement else { throw HistoryError(code: SQLITE_MISUSE, systemError: 0, path: path) }
        let prepared = Statement(statement, of: self)
        try prepared.bind(parameters)
        return prepared
    }

    /// Runs one statement to its end; rows are passed over.
    func run(_ sql: String, _ parameters: [SQLValue] = []) throws(HistoryError) {
        let statement = try prepare(sql, parameters)
        while try statement.step() {}
    }

    /// Runs several statements without parameters.
    func runScript(_ sql: String) throws(HistoryError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// The first column of the first row.
    func integer(_ sql: String, _ parameters: [SQLValue] = []) throws(HistoryError) -> Int? {
        let statement = try prepare(sql, parameters)
        return try statement.step() ? statement.integer(0).map(Int.init) : nil
    }

    enum TransactionKind: String {
        /// Takes the write lock at once, so that the wait for another writer stands at the beginning.
        case write = "BEGIN IMMEDIATE"
        /// One consistent state for several reads.
        case read = "BEGIN DEFERRED"
    }

    func transaction<Result>(
        _ kind: TransactionKind, _ body: () throws(HistoryError) -> Result
    ) throws(HistoryError) -> Result {
        try run(kind.rawValue)
        do {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            // Some errors (a full disk) have ended the transaction already.
            if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
            throw error
        }
    }

    func check(_ code: Int32) throws(HistoryError) {
        guard code != SQLITE_OK else { return }
        throw HistoryError(code: code, systemError: sqlite3_system_errno(handle), path: path)
    }
}

extension HistoryError {
    /// By result code only: SQLite's texts are for people.
    init(code: Int32, systemError: Int32, path: String) {
        let system = systemError == 0 ? String(cString: sqlite3_errstr(code)) : String(cString: strerror(systemError))
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .locked(path: path)
        case SQLITE_READONLY: self = .readOnly(path: path)
        case SQLITE_FULL: self = .full(path: path)
        case SQLITE_IOERR where systemError == ENOSPC || systemError == EDQUOT: self = .full(path: path)
        case SQLITE_IOERR: self = .inputOutput(path: path, reason: system)
        case SQLITE_CANTOPEN, SQLITE_PERM: self = .cannotOpen(path: path, reason: system)
        case SQLITE_CONSTRAINT where Int(code) == ttaperf_sqlite_constraint_foreignkey: self = .runRemoved(path: path)
        // Our statements are fixed and tested: when one does not fit the tables, the tables are not ours any more.
        case SQLITE_ERROR: self = .damaged(path: path, detail: "its tables are not those of a history")
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_TOOBIG, SQLITE_FORMAT:
            self = .damaged(path: path, detail: String(cString: sqlite3_errstr(code)))
        default: self = .unexpected(path: path, code: code, reason: String(cString: sqlite3_errstr(code)))
        }
    }
}
