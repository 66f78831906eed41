internal import Arguments
internal import History

/// Where runs are kept.
struct HistoryOptions: ParsableArguments {
    static let defaultFile = ".ttaperf/history.sqlite"

    @Option(
        help: ArgumentHelp("Where runs are kept.", valueName: "file"), completion: .file(extensions: ["sqlite"]))
    var history: String = Self.defaultFile

    /// For reading: a history that is not there is an error.
    func open() throws(HistoryError) -> HistoryStore {
        try HistoryStore.openExisting(path: history)
    }

    /// For adding runs: makes the file and its folder when there is none.
    func openOrCreate() throws(HistoryError) -> HistoryStore {
        try HistoryStore(path: history)
    }
}

extension RunSelector {
    /// For the help of arguments that select a run.
    static let allowed = "latest, '#12', tag:NAME, commit:HEX or branch:NAME, each with ~N for the N-th before it"

    /// Reads an argument; what is wrong with it is in the sentence of the error.
    static func read(_ text: String) throws -> RunSelector { try RunSelector(text) }
}
