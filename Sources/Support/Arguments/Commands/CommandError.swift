/// Why a command line gave no command: it is wrong, or it asks for help or the version.
public struct CommandError: Error, CustomStringConvertible {
    enum Reason {
        case failure(any Error)
        case help
        case version(String)
    }

    /// The command that was reached: `["ttaperf", "history", "list"]`.
    public let commandNames: [String]
    let commands: [any ParsableArguments.Type]
    let reason: Reason

    /// One sentence; the version itself when that was asked for.
    public var description: String {
        switch reason {
        case .failure(let error): "\(error)"
        case .help: "Help was requested."
        case .version(let version): version
        }
    }
}

/// What a process prints as its last words, where, and the status it ends with.
public struct ExitReport: Sendable, Equatable {
    public enum Stream: Sendable { case standardOutput, standardError }

    /// Without a newline at the end; empty when there is nothing to say.
    public var message: String
    public var exitCode: ExitCode
    public var stream: Stream

    public init(message: String, exitCode: ExitCode, stream: Stream) {
        self.message = message
        self.exitCode = exitCode
        self.stream = stream
    }
}

extension ParsableCommand {
    /// What an error that was thrown while parsing or running this root command means for the process.
    /// - Parameters:
    ///   - columns: the width that help is wrapped to.
    ///   - failure: the status for errors that this module does not know.
    public static func exitReport(
        for error: any Error, columns: Int = 80, failure: ExitCode = .failure
    ) -> ExitReport {
        switch error {
        case let error as CommandError:
            switch error.reason {
            case .help:
                let help = HelpText(path: error.commands, names: error.commandNames).text(columns: columns)
                return ExitReport(message: help, exitCode: .success, stream: .standardOutput)
            case .version(let version):
                return ExitReport(message: version, exitCode: .success, stream: .standardOutput)
            case .failure(let reason):
                var report = exitReport(for: reason, columns: columns, failure: failure)
                if report.exitCode == .validationFailure {
                    report.message += "\nSee '\(error.commandNames.joined(separator: " ")) --help'."
                }
                return report
            }
        case let error as CleanExit:
            let message =
                switch error.reason {
                case .message(let text): text
                case .help(let command): helpMessage(for: command ?? Self.self, columns: columns)
                }
            return ExitReport(message: message, exitCode: .success, stream: .standardOutput)
        case let code as ExitCode:
            return ExitReport(message: "", exitCode: code, stream: .standardError)
        case ParserError.definition:
            // The fault of the program, not of its user.
            return ExitReport(message: "Error: \(error)", exitCode: failure, stream: .standardError)
        case is ValidationError, is ParserError:
            return ExitReport(message: "Error: \(error)", exitCode: .validationFailure, stream: .standardError)
        default:
            return ExitReport(message: "Error: \(error)", exitCode: failure, stream: .standardError)
        }
    }
}
