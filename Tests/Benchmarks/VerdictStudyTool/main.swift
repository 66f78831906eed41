import Cancellation
import Foundation
import VerdictStudy

/// Raised by the handler below, which can be reached only through a global.
let interruption = Cancellation()
/// Not isolated, as in ttaperf's own main.swift.
let handleSignal: @convention(c) @Sendable (Int32) -> Void = { number in
    interruption.cancel(signal: number)
    signal(number, SIG_DFL)
}
for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, handleSignal) }
signal(SIGPIPE, SIG_IGN)

let tool = StudyTool(
    environment: ProcessInfo.processInfo.environment, cancellation: interruption,
    output: { FileHandle.standardOutput.write(Data($0.utf8)) },
    errors: { FileHandle.standardError.write(Data($0.utf8)) })
exit(tool.run(Array(CommandLine.arguments.dropFirst())))
