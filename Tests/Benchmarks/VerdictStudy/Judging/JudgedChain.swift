/// A chain with what was said of its pairs.
struct JudgedChain: Sendable {
    var cell: Cell
    var name: String
    var record: ChainRecord?
    var entries: [StoredChain.Entry]
    var judgements: [PairJudgement]
}

extension JudgedChain {
    /// Judges what is stored.
    init(_ cell: Cell, _ files: ChainFiles) throws {
        let stored = try StoredChain(files)
        var judgements: [PairJudgement] = []
        try stored.forEachPair { judgements.append(PairJudgement($0, base: $1, candidate: $2)) }
        self.init(cell: cell, name: files.name, record: files.read(), entries: stored.entries, judgements: judgements)
    }
}
