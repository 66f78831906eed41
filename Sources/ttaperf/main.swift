import Cancellation
import Commands
import Glibc
import Sampling
import Synchronization

/// Raised by the handler below, which can be reached only through a global.
let interruption = Cancellation()

/// When the first signal came, in monotonic nanoseconds; 0 before.
let firstSignal = Atomic<UInt64>(0)

// A connection or a file must not take the number of an output that was closed, and get our messages.
while true {
    let descriptor = open("/dev/null", O_RDWR)
    guard (0...STDERR_FILENO).contains(descriptor) else {
        close(descriptor)
        break
    }
}

/// A second signal means business, and the default action ends the process; but one that comes at once is the same one,
/// sent to the process and to its group, as timeout(1) does.
///
/// Not isolated: a closure of this file would ask at each call whether it runs on the main actor, which allocates in the
/// midst of an allocation that the signal interrupted.
let handleSignal: @convention(c) @Sendable (Int32) -> Void = { number in
    let (isFirst, first) = firstSignal.compareExchange(
        expected: 0, desired: MonotonicClock.nanoseconds(), ordering: .acquiringAndReleasing)
    interruption.cancel(signal: number)
    guard !isFirst, MonotonicClock.nanoseconds() - first > 500_000_000 else { return }
    signal(number, SIG_DFL)
    raise(number)
}

for signalNumber in [SIGINT, SIGTERM, SIGHUP] {
    let earlier = signal(signalNumber, handleSignal)
    // Under nohup the terminal may close.
    if signalNumber == SIGHUP, unsafeBitCast(earlier, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(SIGHUP, SIG_IGN)
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
