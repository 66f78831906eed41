/// The status that a process ends with.
public struct ExitCode: Error, RawRepresentable, Hashable, Sendable {
    public var rawValue: Int32

    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    public init(_ code: Int32) {
        self.init(rawValue: code)
    }

    public static let success = ExitCode(0)
    public static let failure = ExitCode(1)
    /// The command line is wrong (EX_USAGE of sysexits.h).
    public static let validationFailure = ExitCode(64)

    public var isSuccess: Bool { self == .success }
}

/// Arguments that are wrong together; exits with ``ExitCode/validationFailure``.
public struct ValidationError: Error, CustomStringConvertible, Equatable, Sendable {
    public let message: String

    /// - Parameter message: one sentence that says what is wrong and what to do.
    public init(_ message: String) {
        self.message = message
    }

    public var description: String { message }
}

/// The end of a run without a failure.
public struct CleanExit: Error, Sendable, CustomStringConvertible {
    enum Reason: Sendable {
        case help((any ParsableCommand.Type)?)
        case message(String)
    }
    let reason: Reason

    /// Shows the help of a command; of the root when it is nil.
    public static func helpRequest(_ command: (any ParsableCommand.Type)? = nil) -> CleanExit {
        CleanExit(reason: .help(command))
    }

    /// Shows the help of a command.
    public static func helpRequest(_ command: any ParsableCommand) -> CleanExit {
        CleanExit(reason: .help(type(of: command)))
    }

    /// Prints a text to standard output.
    public static func message(_ text: String) -> CleanExit {
        CleanExit(reason: .message(text))
    }

    public var description: String {
        switch reason {
        case .help: "Help was requested."
        case .message(let text): text
        }
    }
}
