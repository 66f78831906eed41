import Glibc

/// Which process measures a run, so that others can tell whether it still lives.
struct MeasuringProcess: Equatable {
    var pid: Int32
    /// Changes with every start of the machine; empty where the kernel does not tell.
    var bootID: String
    var host: String

    static func current() -> MeasuringProcess {
        var names = utsname()
        let host =
            uname(&names) == 0
            ? withUnsafeBytes(of: &names.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) } : ""
        return MeasuringProcess(pid: getpid(), bootID: readBootID(), host: host)
    }

    /// Of a run that came from elsewhere, which is never still being measured.
    static func unknown(host: String) -> MeasuringProcess { MeasuringProcess(pid: 0, bootID: "", host: host) }

    /// Seen from `self`. On another machine nobody can tell, so that it counts as alive.
    func considersAlive(_ other: MeasuringProcess) -> Bool {
        guard other.host == host else { return true }
        guard other.bootID == bootID, other.pid > 0 else { return false }
        return kill(other.pid, 0) == 0 || errno == EPERM
    }

    private static func readBootID() -> String {
        let descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 64)
        let length = max(0, read(descriptor, &buffer, buffer.count))
        return String(decoding: buffer[..<length].prefix { $0 > 0x20 }, as: UTF8.self)
    }
}
