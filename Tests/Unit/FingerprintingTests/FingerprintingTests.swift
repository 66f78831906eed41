import Cancellation
import ChildProcess
import Foundation
import RunModel
import Testing

@testable import Fingerprinting

@Suite struct HostFactsTests {
    @Test func theProcessorIsThatOfTheFirstEntry() {
        let intel = """
            processor\t: 0
            vendor_id\t: GenuineIntel
            model\t\t: 85
            model name\t: Intel(R) Xeon(R) Processor @ 2.60GHz
            flags\t\t: fpu vme

            processor\t: 1
            model name\t: Another
            """
        #expect(HostFacts.processorModel(cpuinfo: intel) == "Intel(R) Xeon(R) Processor @ 2.60GHz")
        let raspberry = "processor\t: 0\nCPU part\t: 0xd08\n\nModel\t\t: Raspberry Pi 4 Model B Rev 1.1\n"
        #expect(HostFacts.processorModel(cpuinfo: raspberry) == "Raspberry Pi 4 Model B Rev 1.1")
        #expect(HostFacts.processorModel(cpuinfo: "processor\t: 0\nCPU implementer\t: 0x41\n") == nil)
        #expect(HostFacts.processorModel(cpuinfo: "model name\t:   \n") == nil)
        #expect(HostFacts.processorModel(cpuinfo: "") == nil)
    }

    @Test(
        arguments: [
            ("NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n", "Debian GNU/Linux 12 (bookworm)"),
            ("PRETTY_NAME=Alpine\n", "Alpine"), ("PRETTY_NAME='it is'\n", "it is"),
            ("PRETTY_NAME=\"a \\\"b\\\" \\$c \\\\\"", "a \"b\" $c \\"), ("PRETTY_NAME=\"", "\""),
            ("NAME=Debian", nil), ("PRETTY_NAME=\"\"", nil), ("PRETTY_NAME=", nil), ("", nil),
        ] as [(String, String?)])
    func theSystemIsItsPrettyName(text: String, expected: String?) {
        #expect(HostFacts.systemName(osRelease: text) == expected)
    }

    @Test(
        arguments: [
            ("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", 2), ("Cpus_allowed:\tff,ffffffff,00000001", 41),
            ("Cpus_allowed:\t0", nil), ("Cpus_allowed:\tzz", nil), ("", nil),
        ] as [(String, Int?)])
    func processorsAreTheBitsOfTheMask(status: String, expected: Int?) {
        #expect(HostFacts.usableProcessors(status: status) == expected)
    }

    @Test func theHostIsWhatTheSystemToolsSay() throws {
        func ask(_ program: String, _ arguments: String...) throws -> String {
            let result = try ChildProcess.capture(ChildCommand(program, arguments), timeout: .seconds(30))
            return result.text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let host = Fingerprint.Host.current()
        #expect(host.name == (try ask("uname", "-n")))
        #expect(host.kernel == (try ask("uname", "-srm")))
        #expect(String(host.cpuCount) == (try ask("env", "-u", "OMP_NUM_THREADS", "-u", "OMP_THREAD_LIMIT", "nproc")))
        #expect(host.cpuModel == HostFacts.processorModel(cpuinfo: try ask("cat", "/proc/cpuinfo")))
        #expect(host.operatingSystem == HostFacts.systemName(osRelease: try ask("cat", "/etc/os-release")))
    }
}

@Suite struct SourceFactsTests {
    /// A folder of its own that is removed at the end.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("git-\(UUID())").path

        init() throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ text: String, to name: String) throws {
            try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        }

        @discardableResult
        func git(_ arguments: String...) throws -> String {
            let identity = [
                "-c", "user.name=Test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false",
            ]
            let result = try ChildProcess.capture(
                ChildCommand("git", identity + arguments, workingDirectory: path), timeout: .seconds(60))
            try #require(result.exit.isSuccess, "\(String(decoding: result.errors, as: UTF8.self))")
            return result.text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    @Test func aWorkTreeIsItsCommitItsBranchAndWhetherItDiffers() throws {
        let folder = try Folder()
        try folder.git("init", "-q", "-b", "topic/one")
        #expect(Fingerprint.Source.current(in: folder.path) == nil)

        try folder.write("one", to: "file")
        try folder.git("add", "file")
        try folder.git("commit", "-q", "-m", "First")
        let commit = try folder.git("rev-parse", "HEAD")
        #expect(
            Fingerprint.Source.current(in: folder.path)
                == Fingerprint.Source(commit: commit, branch: "topic/one", isDirty: false))

        try folder.write("untracked", to: "other")
        #expect(Fingerprint.Source.current(in: folder.path)?.isDirty == false)
        try folder.write("two", to: "file")
        #expect(Fingerprint.Source.current(in: folder.path)?.isDirty == true)
        try folder.git("checkout", "-q", "--detach", "-f")
        #expect(
            Fingerprint.Source.current(in: folder.path)
                == Fingerprint.Source(commit: commit, branch: nil, isDirty: false))
    }

    @Test func withoutAWorkTreeThereIsNoSource() throws {
        let folder = try Folder()
        #expect(Fingerprint.Source.current(in: folder.path) == nil)
        #expect(Fingerprint.Source.current(in: folder.path + "/missing") == nil)
    }

    @Test func neitherASlowGitNorAnInterruptIsWaitedFor() throws {
        let folder = try Folder()
        try folder.git("init", "-q")
        try folder.write("one", to: "file")
        try folder.git("add", "file")
        try folder.git("commit", "-q", "-m", "First")
        #expect(Fingerprint.Source.current(in: folder.path, timeout: .zero) == nil)
        let cancellation = Cancellation()
        cancellation.cancel(signal: SIGINT)
        #expect(Fingerprint.Source.current(in: folder.path, cancellation: cancellation) == nil)
    }
}
