internal import CHiredis

/// Commands that hiredis formatted once, to be sent any number of times without another allocation.
///
/// A long pipeline is divided into windows: a client that writes all before it reads, and a server that stops
/// reading until its replies are taken, wait for each other forever.
public struct PreparedRequest: Sendable {
    struct Window: Sendable, Equatable {
        var bytes: Range<Int>
        var commandCount: Int
    }

    static let windowByteLimit = 64 * 1024
    static let windowCommandLimit = 1000

    let bytes: [UInt8]
    let windows: [Window]
    public let commandCount: Int

    /// One round trip per window.
    public var roundTrips: Int { windows.count }
    public var byteCount: Int { bytes.count }

    /// Formats `commands` to be sent as one pipeline.
    public init(_ commands: [[String]]) {
        self.init(byteCommands: commands.map { $0.map { Array($0.utf8) } })
    }

    public init(_ command: String...) {
        self.init([command])
    }

    public init(byteCommands commands: [[[UInt8]]]) {
        var bytes: [UInt8] = []
        var windows: [Window] = []
        for command in commands where !command.isEmpty {
            let start = bytes.count
            bytes += Self.format(command)
            if var last = windows.last, last.commandCount < Self.windowCommandLimit,
                bytes.count - last.bytes.lowerBound <= Self.windowByteLimit
            {
                last.bytes = last.bytes.lowerBound..<bytes.count
                last.commandCount += 1
                windows[windows.count - 1] = last
            } else {
                windows.append(Window(bytes: start..<bytes.count, commandCount: 1))
            }
        }
        self.bytes = bytes
        self.windows = windows
        commandCount = windows.reduce(0) { $0 + $1.commandCount }
    }

    /// hiredis' own formatter, in its Argv form: arguments may hold any bytes.
    private static func format(_ arguments: [[UInt8]]) -> [UInt8] {
        let joined = arguments.flatMap(\.self)
        var lengths = arguments.map(\.count)
        return joined.withUnsafeBytes { buffer in
            // An empty buffer has no address; hiredis copies zero bytes from any.
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            var offset = 0
            var pointers: [UnsafePointer<CChar>?] = lengths.map { length in
                defer { offset += length }
                return base.map { $0 + offset }
            }
            var target: UnsafeMutablePointer<CChar>?
            let length = redisFormatCommandArgv(&target, Int32(arguments.count), &pointers, &lengths)
            guard length > 0, let target else { return [] }
            defer { redisFreeCommand(target) }
            return UnsafeRawBufferPointer(start: target, count: Int(length)).map(\.self)
        }
    }
}
