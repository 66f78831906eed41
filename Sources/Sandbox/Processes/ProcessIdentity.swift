internal import Glibc

/// A process, told apart from a later one that got the same number.
public struct ProcessIdentity: Codable, Sendable, Equatable {
    public var processID: Int32
    /// Clock ticks from the machine's start to the process's.
    var startTicks: UInt64
    /// Changes with every start of the machine.
    var bootID: String

    /// Nil when there is no such process.
    init?(processID: Int32) {
        guard let startTicks = Self.startTicks(of: processID) else { return nil }
        self.processID = processID
        self.startTicks = startTicks
        bootID = Self.currentBootID
    }

    init(processID: Int32, startTicks: UInt64, bootID: String) {
        self.processID = processID
        self.startTicks = startTicks
        self.bootID = bootID
    }

    /// Ours. Where there is no /proc, nobody can be told apart, and its start counts as 0.
    static var current: ProcessIdentity {
        ProcessIdentity(processID: getpid())
            ?? ProcessIdentity(processID: getpid(), startTicks: 0, bootID: currentBootID)
    }

    public var isRunning: Bool {
        bootID == Self.currentBootID && Self.startTicks(of: processID) == startTicks
    }

    static var currentBootID: String {
        let bytes = SmallFile.read("/proc/sys/kernel/random/boot_id") ?? []
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }

    private static func startTicks(of processID: Int32) -> UInt64? {
        SmallFile.read("/proc/\(processID)/stat").flatMap { startTicks(inStat: String(decoding: $0, as: UTF8.self)) }
    }

    /// Of a line of `/proc/PID/stat` (proc(5)); nil for a process that has ended and waits to be reaped.
    static func startTicks(inStat line: String) -> UInt64? {
        // The program's name stands in brackets and may hold anything, brackets and blanks too.
        guard let bracket = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: bracket)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return UInt64(fields[19])
    }
}
