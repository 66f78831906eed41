internal import Arguments

/// The tree of subcommands.
struct TtaperfCommand: ContextCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "ttaperf",
        abstract: "Measure, compare and diagnose what stands on Redis and Neo4j.",
        version: version,
        subcommands: [
            InitCommand.self, DoctorCommand.self, MeasureCommand.self, CompareCommand.self, GateCommand.self,
            HistoryCommand.self,
            SandboxCommand.self,
        ])

    @Option(help: ArgumentHelp("Print the completion script of a shell.", visibility: .hidden))
    var generateCompletionScript: CompletionShell?

    func run(in context: Context) throws -> ExitStatus {
        guard let shell = generateCompletionScript else { throw CleanExit.helpRequest(Self.self) }
        try context.output(Self.completionScript(for: shell))
        return .success
    }
}
