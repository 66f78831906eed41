public import Cancellation
internal import Glibc
internal import Reports
public import Terminal

/// Everything that a command takes from outside: so a whole command runs in process, in a test as in `main`.
public struct Context: Sendable {
    public var environment: [String: String]
    /// Results.
    public var output: @Sendable (String) throws -> Void
    /// Progress, warnings and errors.
    public var errors: @Sendable (String) -> Void
    /// On standard error, where it is a terminal.
    public var progress: ProgressLine
    public var outputWidth: TerminalWidth
    public var outputStyles: StyleRenderer
    public var cancellation: Cancellation

    public init(
        environment: [String: String], output: @escaping @Sendable (String) throws -> Void,
        errors: @escaping @Sendable (String) -> Void, progress: ProgressLine = .silent,
        outputWidth: TerminalWidth = .unlimited,
        outputStyles: StyleRenderer = StyleRenderer(isColoured: false),
        cancellation: Cancellation = Cancellation()
    ) {
        self.environment = environment
        self.output = output
        self.errors = errors
        self.progress = progress
        self.outputWidth = outputWidth
        self.outputStyles = outputStyles
        self.cancellation = cancellation
    }

    /// The process's own terminal and environment.
    public static func process(environment: [String: String], cancellation: Cancellation) -> Context {
        let output = TerminalDevice.standardOutput(environment: environment)
        let errors = TerminalDevice.standardError(environment: environment)
        return Context(
            environment: environment, output: { try output.write($0) }, errors: { try? errors.write($0) },
            progress: errors.progressLine(), outputWidth: output.width, outputStyles: output.styles,
            cancellation: cancellation)
    }

    /// A step that takes a while: on the progress line of a terminal, else a line on standard error.
    func note(_ step: String) {
        if progress.isEnabled { progress.update("\(step)…") } else { errors("\(step)…\n") }
    }

    var layout: TextLayout {
        let now = Double(time(nil))
        return TextLayout(
            width: outputWidth, styles: outputStyles,
            utcOffsetSeconds: TerminalDevice.localUTCOffsetSeconds(atSeconds: now))
    }
}
