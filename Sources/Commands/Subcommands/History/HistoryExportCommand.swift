internal import Cancellation
internal import Arguments
internal import History

/// `ttaperf history export`: whole runs as one JSON document, for another machine.
struct HistoryExportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write whole runs as one JSON document, for `ttaperf history import`.")

    @Argument(
        help: ArgumentHelp("\(RunSelector.allowed); without one, every run.", valueName: "selector"),
        transform: RunSelector.read)
    var selectors: [RunSelector] = []

    @Option(
        help: ArgumentHelp(
            "The file to write, in place of one that is there; without it, standard output.",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    var output: String?

    @OptionGroup var history: HistoryOptions

    func run(in context: Context) throws -> ExitStatus {
        let store = try history.open()
        var numbers: [Int] = []
        for selector in selectors {
            let number = try store.resolve(selector)
            if !numbers.contains(number) { numbers.append(number) }
        }
        if selectors.isEmpty { numbers = try store.numbers() }
        guard let output else {
            try store.export(numbers) { text in
                try context.cancellation.check()
                try context.output(text)
            }
            return .success
        }
        let file = try ReplacedFile(path: output)
        try store.export(numbers) { text in
            try context.cancellation.check()
            try file.write(text)
        }
        try file.finish()
        try context.output("Exported \(numbers.count) \(numbers.count == 1 ? "run" : "runs") to \(output).\n")
        return .success
    }
}
