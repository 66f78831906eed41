import Foundation
import History
import RunModel

/// A chain as it is in its history.
struct StoredChain {
    /// What is known of a run without loading it.
    struct Entry: Sendable, Equatable {
        var number: Int
        var isComplete: Bool
        var effectPercent: Int
        /// Nil while it runs.
        var seconds: Double?
    }

    let files: ChainFiles
    /// In the order of measurement.
    let entries: [Entry]

    /// A chain that was interrupted before its first run has no history. One that cannot be read is an error: rates
    /// without it would look like all.
    init(_ files: ChainFiles) throws {
        self.files = files
        let summaries =
            FileManager.default.fileExists(atPath: files.history)
            ? try HistoryStore.openExisting(path: files.history).list(limit: 10_000) : []
        entries = summaries.reversed().map { summary in
            Entry(
                number: summary.number, isComplete: summary.status == .complete,
                effectPercent: RunTag.effectPercent(summary.tags) ?? 0,
                seconds: summary.finishedAt.map { $0.timeIntervalSince(summary.startedAt) })
        }
    }

    var pairCount: Int { RunPair.pairs(entries).count }

    /// Calls `body` with each pair and its runs; every run is loaded once.
    func forEachPair(_ body: (RunPair, _ base: Run, _ candidate: Run) throws -> Void) throws {
        let pairs = RunPair.pairs(entries)
        guard !pairs.isEmpty else { return }
        let history = try HistoryStore.openExisting(path: files.history)
        var loaded: [Int: Run] = [:]
        for pair in pairs {
            let numbers = [pair.base, pair.candidate]
            loaded = loaded.filter { numbers.contains($0.key) }
            for number in numbers where loaded[number] == nil { loaded[number] = try history.load(number) }
            guard let base = loaded[pair.base], let candidate = loaded[pair.candidate] else { continue }
            try body(pair, base, candidate)
        }
    }
}

/// Two neighbouring runs of a chain.
struct RunPair: Sendable, Equatable {
    var base: Int
    var candidate: Int
    /// Injected into the candidate alone; 0: A/A.
    var effectPercent: Int

    /// With an effect the base is the run without it, whichever came first: a verdict looks at no clock.
    static func pairs(_ entries: [StoredChain.Entry]) -> [RunPair] {
        zip(entries, entries.dropFirst()).compactMap { first, second in
            guard first.isComplete, second.isComplete else { return nil }
            let (base, candidate) = first.effectPercent <= second.effectPercent ? (first, second) : (second, first)
            guard base.effectPercent == 0 else { return nil }
            return RunPair(
                base: base.number, candidate: candidate.number, effectPercent: candidate.effectPercent)
        }
    }
}
