import ChildProcess
import Foundation

/// The tool as it was built beside these tests, for what cannot be had in process.
enum Executable {
    static var path: String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "ttaperf").path
    }

    /// Whether file systems may be mounted in a namespace of our own; a container may forbid it.
    static let canMount: Bool = {
        let trial = try? ChildProcess.capture(
            ChildCommand("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]), timeout: .seconds(20))
        return trial?.exit.isSuccess ?? false
    }()

    /// Runs a script with a small file system of its own at /mnt, which goes with the script.
    static func run(script: String, onTmpfsOfKilobytes size: Int) throws -> (output: String, errors: String) {
        let mount = "mount -t tmpfs -o size=\(size)k none /mnt || exit 99\n"
        let captured = try ChildProcess.capture(
            ChildCommand("unshare", ["-rm", "sh", "-c", mount + script]), timeout: .seconds(60))
        return (captured.text, String(decoding: captured.errors, as: UTF8.self))
    }
}
