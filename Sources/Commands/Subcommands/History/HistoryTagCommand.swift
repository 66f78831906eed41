internal import Arguments
internal import History
internal import Reports

/// `ttaperf history tag`: gives a run a name, or takes it away.
struct HistoryTagCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Give a run a name, for tag:NAME; several runs may share one.")

    @Argument(help: ArgumentHelp("\(RunSelector.allowed)."), transform: RunSelector.read)
    var selector: RunSelector

    @Argument(help: "1 to 100 letters, digits, and . _ - / of ASCII.")
    var name: String

    @Flag(help: "Take the name away.")
    var remove = false

    @OptionGroup var history: HistoryOptions

    func run(in context: Context) throws -> ExitStatus {
        let store = try history.open()
        let number = try store.resolve(selector)
        if remove {
            guard try store.untag(number, name) else {
                throw UsageError("Run #\(number) has no tag `\(name)`; see `ttaperf history show \(number)`.")
            }
            try context.output("Run #\(number) is no longer tagged \(name).\n")
        } else {
            try store.tag(number, name)
            let next = NextStep.comparing(withTag: name, hasLater: try store.hasLater(than: number))
            try context.output("Run #\(number) is tagged \(name).\nNext  \(next.command)  (\(next.purpose))\n")
        }
        return .success
    }
}
