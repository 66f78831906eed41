import Cancellation
import Commands
import Glibc

/// Raised by the handler below, which can be reached only through a global.
let interruption = Cancellation()

for signalNumber in [SIGINT, SIGTERM] {
    // A second signal means business: the handler takes itself away, and the default action ends the process.
    signal(signalNumber) { number in
        interruption.cancel(signal: number)
        signal(number, SIG_DFL)
    }
}
signal(SIGPIPE, SIG_IGN)

var environment: [String: String] = [:]
var next = environ
while let entry = next.pointee {
    let text = String(cString: entry)
    if let equals = text.firstIndex(of: "=") {
        environment[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    next += 1
}

let status = CommandLineTool.run(
    Array(CommandLine.arguments.dropFirst()),
    in: .process(environment: environment, cancellation: interruption))
exit(status)
