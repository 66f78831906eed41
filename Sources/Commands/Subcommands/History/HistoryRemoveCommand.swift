internal import RunModel
internal import Reports
internal import Arguments
internal import FoundationEssentials
internal import History
internal import Terminal

/// `ttaperf history rm`: removes the named runs, all of them or none.
struct HistoryRemoveCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Remove runs for good: all that are named, or none when one is not there.")

    @Argument(help: ArgumentHelp("\(RunSelector.allowed).", valueName: "selector"), transform: RunSelector.read)
    var selectors: [RunSelector]

    @OptionGroup var history: HistoryOptions

    func run(in context: Context) throws -> ExitStatus {
        let store = try history.open()
        // All are resolved before the first goes: latest and latest~1 are what the user sees now.
        var runs: [(number: Int, text: String)] = []
        for selector in selectors {
            let number = try store.resolve(selector)
            if runs.contains(where: { $0.number == number }) { continue }
            runs.append((number, try describe(number, in: store, context)))
        }
        try store.remove(runs.map(\.number))
        for run in runs { try context.output("Removed \(run.text).\n") }
        return .success
    }

    private func describe(_ number: Int, in store: HistoryStore, _ context: Context) throws -> String {
        do {
            return describe(try store.summary(of: number), context)
        } catch {
            // To remove it is what the error of a damaged run advises.
            if case .damagedRun = error { return "run #\(number), which could not be read" }
            throw error
        }
    }

    /// `run #12 of 2026-11-24 14:03 (complete, tagged before)`.
    private func describe(_ run: RunSummary, _ context: Context) -> String {
        let time = DateText.minute(
            secondsSince1970: run.startedAt.timeIntervalSince1970,
            utcOffsetSeconds: context.layout.utcOffsetSeconds)
        let tags = run.tags.isEmpty ? "" : ", tagged \(run.tags.joined(separator: ", "))"
        return "run #\(run.number) of \(time) (\(run.status.rawValue)\(tags))"
    }
}
