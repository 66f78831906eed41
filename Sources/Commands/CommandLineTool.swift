internal import Arguments
internal import Terminal

/// A subcommand that runs in a context; its status says how it ended.
protocol ContextCommand: ParsableCommand {
    func run(in context: Context) throws -> ExitStatus
}

/// The whole tool as a function: arguments in, texts and a status out.
public enum CommandLineTool {
    /// `arguments` without the program's name.
    public static func run(_ arguments: [String], in context: Context) -> ExitStatus.RawValue {
        do {
            let command = try TtaperfCommand.parseAsRoot(arguments)
            guard let command = command as? any ContextCommand else {
                throw CleanExit.helpRequest(command)
            }
            return try command.run(in: context).rawValue
        } catch {
            return report(error, in: context)
        }
    }

    private static func report(_ error: any Error, in context: Context) -> ExitStatus.RawValue {
        let report = TtaperfCommand.exitReport(
            for: error, columns: context.outputWidth.columns ?? 80, failure: ExitStatus(for: error).code)
        if !report.message.isEmpty {
            let text = report.message + "\n"
            guard report.stream == .standardOutput else {
                context.errors(text)
                return report.exitCode.rawValue
            }
            do {
                try context.output(text)
            } catch {
                return self.report(error, in: context)
            }
        }
        return report.exitCode.rawValue
    }
}
