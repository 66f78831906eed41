public import Arguments
internal import Reports
public import Sandbox
internal import Terminal
internal import Transport

/// `ttaperf sandbox`: private servers with the model data that outlive one command.
struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Keep private servers with the model data running between commands.",
        subcommands: [Start.self, Status.self, Stop.self])

    /// `ttaperf sandbox start`
    struct Start: ContextCommand {
        static let configuration = CommandConfiguration(
            commandName: "start", abstract: "Start a Redis and a graph server, fill them, and leave them running.",
            discussion: """
                They listen on this machine only, with random passwords, in a temporary folder. The addresses and \
                passwords are in \(Sandbox.defaultRecordPath), which only you can read; 'ttaperf measure --sandbox' \
                finds them there.
                """)

        @Option(
            help: ArgumentHelp(
                "NarrativeNodes of the graph: small (2,000), medium (20,000), large (200,000) or a number from 100 "
                    + "to 1,000,000.",
                valueName: "size"))
        var size: SandboxSize = .medium

        @Flag(help: "Without a graph server.")
        var noGraph = false

        @OptionGroup var output: OutputOptions<SandboxStatusReport>

        func run(in context: Context) throws -> ExitStatus {
            if let kept = try Sandbox.kept() {
                guard kept.servers.contains(where: { !$0.isRunning }) else {
                    throw SandboxError.alreadyKept(record: Sandbox.defaultRecordPath)
                }
                try Sandbox.stopKept()
            }
            let options = SandboxOptions(
                size: size.nodeCount, needsGraph: !noGraph, environment: context.environment)
            let sandbox = try Sandbox.start(options, cancellation: context.cancellation) {
                context.note($0)
            }
            context.progress.clear()
            try sandbox.keep()
            try output.print(SandboxStatusReport(sandbox), in: context)
            return .success
        }
    }

    /// `ttaperf sandbox status`
    struct Status: ContextCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Say what the sandbox runs and holds.")

        @OptionGroup var output: OutputOptions<SandboxStatusReport>

        func run(in context: Context) throws -> ExitStatus {
            let report = try Sandbox.kept().map { SandboxStatusReport($0) } ?? SandboxStatusReport(servers: [])
            try output.print(report, in: context)
            return report.servers.contains { !$0.isRunning } ? .measurementFailed : .success
        }
    }

    /// `ttaperf sandbox stop`
    struct Stop: ContextCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop", abstract: "Stop the sandbox's servers and remove their data.")

        func run(in context: Context) throws -> ExitStatus {
            let stopped = try Sandbox.stopKept()
            try context.output(
                stopped.map { "Stopped the sandbox and removed \($0.folder).\n" } ?? "No sandbox is running.\n")
            return .success
        }
    }
}

extension SandboxStatusReport {
    init(_ sandbox: Sandbox) {
        self.init(
            servers: sandbox.servers.map { server in
                Server(
                    role: server.role.rawValue, product: server.product, version: server.version,
                    address: server.url.address, processID: server.process.processID, isRunning: server.isRunning)
            },
            folder: sandbox.folder, startedAtSeconds: sandbox.startedAtSeconds, dataSize: sandbox.dataSize)
    }
}

extension SandboxSize: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }

    public static var defaultCompletionKind: CompletionKind { .list(names.map(\.name)) }
}
