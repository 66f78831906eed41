import FoundationEssentials
import RunModel

/// What became of one run of an imported file.
public struct ImportOutcome: Sendable, Equatable {
    /// In the history that the file came from.
    public var formerNumber: Int
    /// In this history.
    public var number: Int
    /// False when this history had the run already: the same seed, start and host.
    public var isNew: Bool
    /// Tags that it lost, because runs of this history have them.
    public var droppedTags: [String]
}

extension HistoryStore {
    /// Writes the runs as one document, piece by piece: no more than one run is in memory.
    ///
    /// A run that is being measured is written as interrupted: its number means nothing to another history.
    public func export(_ numbers: [Int], write: (String) throws -> Void) throws {
        try write(ExportFormat.opening)
        for (index, number) in numbers.enumerated() {
            var run = try load(number)
            if run.status == .running {
                run.status = .interrupted
                run.statusReason = "It was exported while it was being measured."
            }
            try write((index == 0 ? "\n" : ",\n") + JSON.text(run, path: path))
        }
        try write(ExportFormat.closing)
    }

    /// Stores the runs of an export under new numbers, in the order of the file: all of them, or nothing at all.
    ///
    /// Tags come along unless runs of this history have them, so that no selector changes its meaning.
    /// - Parameter isInterrupted: asked before each run; true ends the import.
    /// - Throws: `.cannotImport` when anything in the file is not as an export must be, and `.importInterrupted`.
    public func importRuns(
        from path: String, isInterrupted: () -> Bool = { false }
    ) throws(HistoryError) -> [ImportOutcome] {
        let file = try ImportFile(path: path)
        func goOn() throws(HistoryError) {
            if isInterrupted() { throw .importInterrupted(path: path) }
        }
        // Everything is read and checked before the history is locked, and again for the writing: the file may be
        // larger than the memory.
        try file.forEachRun { (_) throws(HistoryError) in try goOn() }
        return try database.transaction(.write) { () throws(HistoryError) in
            let newest = try database.integer("SELECT MAX(number) FROM runs") ?? 0
            var outcomes: [ImportOutcome] = []
            try file.forEachRun { (run) throws(HistoryError) in
                try goOn()
                outcomes.append(try store(run, asNewSince: newest))
            }
            return outcomes
        }
    }

    private func store(_ run: Run, asNewSince newest: Int) throws(HistoryError) -> ImportOutcome {
        if let present = try number(ofSame: run) {
            return ImportOutcome(formerNumber: run.number, number: present, isNew: false, droppedTags: [])
        }
        var kept = run
        var dropped: [String] = []
        for tag in run.tags where try isTaken(tag, upTo: newest) { dropped.append(tag) }
        kept.tags.removeAll(where: dropped.contains)
        let number = try insert(kept, measuredBy: .unknown(host: run.fingerprint.host.name))
        return ImportOutcome(formerNumber: run.number, number: number, isNew: true, droppedTags: dropped)
    }

    private func isTaken(_ tag: String, upTo newest: Int) throws(HistoryError) -> Bool {
        try database.integer(
            "SELECT 1 FROM tags WHERE name = ? AND run <= ? LIMIT 1", [.text(tag), .integer(newest)]) != nil
    }

    private func number(ofSame run: Run) throws(HistoryError) -> Int? {
        let statement = try database.prepare(
            Self.sameRunSQL, [.bits(run.seed), .real(run.startedAt.timeIntervalSince1970)])
        while try statement.step() {
            let fingerprint = statement.text(1).flatMap { JSON.value(Fingerprint.self, $0) }
            if fingerprint?.host.name == run.fingerprint.host.name { return statement.integer(0).map(Int.init) }
        }
        return nil
    }

    static let sameRunSQL = "SELECT number, fingerprint FROM runs WHERE seed = ? AND started = ? ORDER BY number"
}
