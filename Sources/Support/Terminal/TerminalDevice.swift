import Glibc

/// The one place that asks the operating system about an output.
public struct TerminalDevice: Sendable {
    public let fileDescriptor: Int32
    public let isTerminal: Bool
    public let width: TerminalWidth
    public let styles: StyleRenderer

    public static func standardOutput(environment: [String: String]) -> TerminalDevice {
        TerminalDevice(fileDescriptor: STDOUT_FILENO, environment: environment)
    }

    public static func standardError(environment: [String: String]) -> TerminalDevice {
        TerminalDevice(fileDescriptor: STDERR_FILENO, environment: environment)
    }

    public init(fileDescriptor: Int32, environment: [String: String]) {
        self.fileDescriptor = fileDescriptor
        isTerminal = isatty(fileDescriptor) == 1
        width = TerminalWidth(
            isTerminal: isTerminal, windowColumns: Self.windowColumns(of: fileDescriptor), environment: environment)
        styles = StyleRenderer(isTerminal: isTerminal, environment: environment)
    }

    /// Writes all of it; output that nobody reads any more (a closed pipe) is dropped, the exit code stays.
    public func write(_ text: String) throws(OutputError) {
        var text = text
        let failure = text.withUTF8 { bytes -> Int32? in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let written = Glibc.write(fileDescriptor, rest.baseAddress, rest.count)
                if written < 0 {
                    guard errno == EINTR else { return errno == EPIPE ? nil : errno }
                } else {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                }
            }
            return nil
        }
        if let failure { throw OutputError(code: failure) }
    }

    /// A line on this device that is rewritten in place; silent when it is no terminal.
    public func progressLine() -> ProgressLine {
        ProgressLine(
            isEnabled: isTerminal, columns: width.columns ?? 80, now: Self.monotonicNanoseconds,
            write: { try? self.write($0) })
    }

    /// Seconds east of UTC that local time has at that moment.
    public static func localUTCOffsetSeconds(atSeconds seconds: Double) -> Int {
        guard var moment = time_t(exactly: seconds.rounded(.down)) else { return 0 }
        var local = tm()
        guard localtime_r(&moment, &local) != nil else { return 0 }
        return local.tm_gmtoff
    }

    private static func windowColumns(of fileDescriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    @Sendable private static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// What was printed did not arrive, e.g. on a full disk. `code` is an errno.
public struct OutputError: Error, Sendable, Equatable, CustomStringConvertible {
    public var code: Int32

    public var description: String {
        "Cannot write the output: \(String(cString: strerror(code))); check where it goes and the space left there."
    }
}
