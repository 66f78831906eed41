import Arguments
public import Cancellation
import Foundation
import RunModel
import Sandbox

/// The whole tool: what `make verdict-study` runs.
public struct StudyTool {
    public var environment: [String: String]
    public var cancellation: Cancellation
    public var output: (String) -> Void
    public var errors: (String) -> Void

    public init(
        environment: [String: String], cancellation: Cancellation, output: @escaping (String) -> Void,
        errors: @escaping (String) -> Void
    ) {
        self.environment = environment
        self.cancellation = cancellation
        self.output = output
        self.errors = errors
    }

    /// Returns the exit status.
    public func run(_ arguments: [String]) -> Int32 {
        do {
            guard let command = try StudyCommand.parseAsRoot(arguments) as? any StudySubcommand else {
                throw CleanExit.helpRequest(StudyCommand.self)
            }
            try command.run(in: self)
            return 0
        } catch  where cancellation.isCancelled {
            errors("Interrupted by signal \(cancellation.signal ?? 0); what is stored is kept.\n")
            return 130
        } catch {
            let report = StudyCommand.exitReport(for: error, columns: 100, failure: ExitCode(4))
            if !report.message.isEmpty {
                (report.stream == .standardOutput ? output : errors)(report.message + "\n")
            }
            return report.exitCode.rawValue
        }
    }
}

protocol StudySubcommand: ParsableCommand {
    func run(in tool: StudyTool) throws
}

struct StudyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ttaperf-verdict-study",
        abstract: "How often ttaperf's verdicts are false, and how often they find what is slower.",
        subcommands: [Measure.self, Report.self])

    struct Options: ParsableArguments {
        @Option(help: "Where everything is stored.")
        var folder = ".build/verdict-study"

        @Option(
            help: ArgumentHelp(
                "Only these cells, e.g. 'redis.*' or 'neo4j-30s.burst.10'; may be repeated.", valueName: "pattern"))
        var cells: [String] = []

        @Option(help: "Times as many pairs as the standard goals.")
        var factor = 1.0

        @Option(help: ArgumentHelp("Write the report as JSON, too.", valueName: "file"))
        var json: String?

        func plan() throws -> StudyPlan {
            let patterns = try cells.map { text in
                guard let pattern = ScenarioPattern(text) else {
                    throw ValidationError("'\(text)' is no pattern of cells; write e.g. 'redis.*'.")
                }
                return pattern
            }
            return .standard(matching: patterns, factor: factor)
        }

        func report(in tool: StudyTool) throws {
            let folder = StudyFolder(folder)
            let report = try StudyReport(plan(), folder) { tool.errors("\($0)…\n") }
            guard !report.cells.isEmpty else {
                throw StudyFolder.Failure(
                    description:
                        "Nothing is stored in \(folder.path); measure first, e.g. make verdict-study MINUTES=10.")
            }
            tool.output(StudyText(report: report).text)
            if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
        }
    }

    /// `ttaperf-verdict-study measure`
    struct Measure: StudySubcommand {
        static let configuration = CommandConfiguration(
            commandName: "measure", abstract: "Measure for a bounded time, then report.")

        @Option(help: "At most this long.")
        var minutes = 10.0

        @Option(help: ArgumentHelp("The ttaperf that measures.", valueName: "executable"))
        var ttaperf = ".build/release/ttaperf"

        @OptionGroup var options: Options

        func run(in tool: StudyTool) throws {
            try Study(
                plan: options.plan(), folder: StudyFolder(options.folder), executable: ttaperf,
                environment: tool.environment, cancellation: tool.cancellation
            ) { tool.errors("\($0)…\n") }.measure(seconds: minutes * 60)
            try options.report(in: tool)
        }
    }

    /// `ttaperf-verdict-study report`
    struct Report: StudySubcommand {
        static let configuration = CommandConfiguration(
            commandName: "report", abstract: "Judge what is stored by today's code.")

        @OptionGroup var options: Options

        func run(in tool: StudyTool) throws {
            try options.report(in: tool)
        }
    }
}
