internal import FoundationEssentials
internal import Glibc

/// The processes of one sandbox, found by a mark that each inherits in its environment.
///
/// So they are found whoever their parent is now, and a stranger that got a server's number is never hit.
struct MarkedProcesses {
    static let variable = "TTAPERF_SANDBOX"

    let folder: SandboxFolder

    func find() -> [Int32] {
        let mark = Array("\(Self.variable)=\(folder.path)".utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { processID in
            // Empty for one that has ended and waits to be reaped; unreadable for another user's.
            let environment = SmallFile.read("/proc/\(processID)/environ") ?? []
            return environment.split(separator: 0).contains { $0.elementsEqual(mark) }
        }
    }

    /// At once: what they hold is thrown away anyway. Returns when none is left, or after `limit`.
    func kill(limit: Duration = .seconds(10)) {
        let deadline = ContinuousClock.now + limit
        // For a moment in the middle of exec a process has no environment: none must be found twice.
        var emptyLooks = 0
        while emptyLooks < 2, ContinuousClock.now < deadline {
            let processes = find()
            emptyLooks = processes.isEmpty ? emptyLooks + 1 : 0
            for processID in processes { Glibc.kill(processID, SIGKILL) }
            usleep(5_000)
        }
    }
}
