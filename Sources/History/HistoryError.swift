/// Why the history could not do what was asked. Every case that touches the file names it; nothing is ever deleted.
public enum HistoryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no file yet: nothing was measured here.
    case noHistory(path: String)
    /// `wanted` is the selector or number as the user writes it, e.g. `latest~4`.
    case noSuchRun(wanted: String, path: String, contents: HistoryContents)
    /// The prefix fits several commits.
    case ambiguousCommit(prefix: String, commits: [String])
    /// A run that a living process is still measuring cannot be removed.
    case runIsLive(number: Int)
    /// The run was removed by another process while this one was adding to it.
    case runRemoved(path: String)

    case notAHistory(path: String)
    case newerSchema(path: String, found: Int, supported: Int)
    /// SQLite cannot make sense of the file.
    case damaged(path: String, detail: String)
    /// The file is sound, but what it holds for one run is not.
    case damagedRun(path: String, number: Int, detail: String)

    case cannotOpen(path: String, reason: String)
    case readOnly(path: String)
    case full(path: String)
    /// Another process wrote for longer than the wait of 10 s.
    case locked(path: String)
    case inputOutput(path: String, reason: String)
    /// A result code of SQLite that no other case stands for.
    case unexpected(path: String, code: Int32, reason: String)

    case invalidSelector(text: String)
    case invalidTag(String)
    /// `path` is that of the file that was to be imported.
    case cannotImport(path: String, ImportProblem)
    /// The caller asked for it before everything was read and stored.
    case importInterrupted(path: String)

    public var description: String {
        switch self {
        case .noHistory(let path):
            "There is no history at \(path); run `ttaperf measure` first."
        case .noSuchRun(let wanted, let path, let contents):
            """
            No run matches \(wanted) in \(path), which has \(contents); see `ttaperf history list`, or measure one \
            with `ttaperf measure`.
            """
        case .ambiguousCommit(let prefix, let commits):
            "commit:\(prefix) fits several commits (\(commits.joined(separator: ", "))); give more of its digits."
        case .runIsLive(let number):
            "Run #\(number) is still being measured; stop it or wait for its end before you remove it."
        case .runRemoved(let path):
            "The run that was being measured is no longer in \(path), another process removed it; measure again."
        case .notAHistory(let path):
            "\(path) is not a history of ttaperf; move it away, or name another file."
        case .newerSchema(let path, let found, let supported):
            """
            \(path) was written by a newer ttaperf (schema \(found), this one knows up to \(supported)); \
            update ttaperf, or name another file.
            """
        case .damaged(let path, let detail):
            "The history \(path) is damaged (\(detail)); move it away, and the next `ttaperf measure` starts a new one."
        case .damagedRun(let path, let number, let detail):
            """
            Run #\(number) in \(path) cannot be read (\(detail)), the rest of the file is sound; \
            remove it with `ttaperf history rm \(number)`.
            """
        case .cannotOpen(let path, let reason):
            "Cannot open the history \(path): \(reason); check the path and its permissions."
        case .readOnly(let path):
            "Cannot write to the history \(path): the file or its folder is read-only; make both writable."
        case .full(let path):
            "Cannot write to the history \(path): no space is left; free some, what was saved before is kept."
        case .locked(let path):
            "The history \(path) is locked by another process that is writing; wait for it or stop it, then try again."
        case .inputOutput(let path, let reason):
            "Reading or writing the history \(path) failed: \(reason); check the disk."
        case .unexpected(let path, let code, let reason):
            "SQLite failed on the history \(path): \(reason) (code \(code)); please report it."
        case .invalidSelector(let text):
            """
            `\(text)` selects no run; allowed are latest, #12, tag:NAME, commit:HEX (at least 4 digits) and \
            branch:NAME, each with ~N for the N-th before it.
            """
        case .invalidTag(let name):
            "`\(name)` cannot be a tag; use 1 to 100 letters, digits, and . _ - / of ASCII, not beginning with -."
        case .cannotImport(let path, let problem):
            "Cannot import \(path): \(problem)."
        case .importInterrupted(let path):
            "The import of \(path) was interrupted; nothing of it was added."
        }
    }
}

/// What a history holds, for the sentence that says that a run is not in it.
public struct HistoryContents: Equatable, Sendable, CustomStringConvertible {
    /// Of `measure`: what a gate measured is selected by its number or tag alone.
    public var completeCount: Int
    /// First and last number of all runs, complete or not; nil when there are none.
    public var numbers: ClosedRange<Int>?

    public init(completeCount: Int, numbers: ClosedRange<Int>?) {
        self.completeCount = completeCount
        self.numbers = numbers
    }

    public var description: String {
        guard let numbers else { return "no runs" }
        let range = numbers.count == 1 ? "#\(numbers.lowerBound)" : "#\(numbers.lowerBound)…#\(numbers.upperBound)"
        return "\(completeCount) complete \(completeCount == 1 ? "run" : "runs") of `measure` in \(range)"
    }
}
