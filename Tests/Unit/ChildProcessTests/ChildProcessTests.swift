import Cancellation
import ChildProcess
import Foundation
import Testing

@Suite struct ChildProcessTests {
    private func shell(_ script: String) -> ChildCommand {
        ChildCommand("/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin", "WORD": "from parent"])
    }

    @Test func captureKeepsBothStreamsAndTheStatus() throws {
        let result = try ChildProcess.capture(shell("echo out; echo err >&2; exit 3"), timeout: .seconds(30))
        #expect(result.text == "out\n")
        #expect(String(decoding: result.errors, as: UTF8.self) == "err\n")
        #expect(result.exit == .status(3))
        #expect(!result.isTruncated)
    }

    @Test func childHasTheGivenEnvironmentAndFolderAndEmptyInput() throws {
        var command = shell("cat; pwd; echo $WORD")
        command.workingDirectory = "/usr"
        let result = try ChildProcess.capture(command, timeout: .seconds(30))
        #expect(result.text == "/usr\nfrom parent\n")
    }

    @Test func whatWasReleasedOutlivesItsOwner() throws {
        var child: ChildProcess? = try ChildProcess(shell("exec sleep 600"))
        let processID = try #require(child?.processID)
        child?.release()
        child = nil
        // Still ours to reap, so that the number is no stranger's.
        var status: Int32 = 0
        #expect(child == nil && waitpid(processID, &status, WNOHANG) == 0)
        kill(processID, SIGKILL)
        #expect(waitpid(processID, &status, 0) == processID)
    }

    @Test func childInheritsNoDescriptorAndNoIgnoredSignal() throws {
        // The listing itself holds one descriptor (3) open.
        let files = try ChildProcess.capture(shell("ls /proc/self/fd"), timeout: .seconds(30))
        #expect(files.text == "0\n1\n2\n3\n")
        let signals = try ChildProcess.capture(shell("grep -E 'Sig(Blk|Ign)' /proc/self/status"), timeout: .seconds(30))
        let masks = try signals.text.split(separator: "\n").map {
            try #require(UInt64($0.split(separator: "\t").last ?? "", radix: 16))
        }
        #expect(masks.count == 2)
        // Signals 1 to 31; glibc keeps 32 and 33 to itself and has posix_spawn ignore them.
        #expect(masks.allSatisfy { $0 & 0x7fff_ffff == 0 })
    }

    @Test func outputBeyondTheLimitIsDroppedWithoutBlockingTheChild() throws {
        let result = try ChildProcess.capture(
            shell("head -c 1000000 /dev/zero"), timeout: .seconds(30), limit: 1000)
        #expect(result.output.count == 1000)
        #expect(result.isTruncated)
        #expect(result.exit == .status(0))
    }

    @Test func aProgramThatHangsIsKilled() {
        #expect(throws: ChildProcessError.timedOut(executable: "/bin/sh", after: .milliseconds(50))) {
            try ChildProcess.capture(shell("sleep 1000"), timeout: .milliseconds(50))
        }
    }

    @Test func aGrandchildThatKeepsThePipeOpenDoesNotHangTheCapture() throws {
        let result = try ChildProcess.capture(shell("sleep 1000 & echo done"), timeout: .seconds(100))
        #expect(result.text == "done\n")
    }

    @Test func cancellationEndsTheCapture() {
        let cancellation = Cancellation()
        cancellation.cancel(signal: SIGINT)
        #expect(throws: ChildProcessError.interrupted(executable: "/bin/sh")) {
            try ChildProcess.capture(shell("sleep 1000"), timeout: .seconds(100), cancellation: cancellation)
        }
    }

    @Test func aMissingProgramIsAnErrorThatNamesIt() {
        #expect(throws: ChildProcessError.cannotStart(executable: "no-such-program", code: ENOENT)) {
            try ChildProcess(ChildCommand("no-such-program"))
        }
    }

    @Test func terminateEndsAPoliteProgramBySignal15AndADeafOneBySignal9() throws {
        let polite = try ChildProcess(ChildCommand("sleep", ["1000"]))
        #expect(polite.poll() == nil)
        #expect(polite.terminate(grace: .seconds(30)) == .signal(SIGTERM))
        #expect(polite.poll() == .signal(SIGTERM))

        let log = FileManager.default.temporaryDirectory.appendingPathComponent("child-\(UUID()).log").path
        defer { try? FileManager.default.removeItem(atPath: log) }
        var command = shell("trap '' TERM; echo ready; while :; do sleep 0.01; done")
        command.output = .file(path: log)
        let deaf = try ChildProcess(command)
        while FileManager.default.contents(atPath: log)?.isEmpty != false { usleep(1000) }
        #expect(deaf.terminate(grace: .milliseconds(50)) == .signal(SIGKILL))
        let mode = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func theWholeGroupEndsWithItsLeader() throws {
        let result = try ChildProcess.capture(
            shell("sleep 1000 >/dev/null 2>&1 & echo $!"), timeout: .seconds(30))
        let grandchild = try #require(pid_t(result.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        // Killed; gone as soon as init reaped it, a zombie until then.
        let deadline = ContinuousClock.now + .seconds(30)
        func isRunning() -> Bool {
            guard let status = try? String(contentsOfFile: "/proc/\(grandchild)/stat", encoding: .utf8) else {
                return false
            }
            return !status.contains(") Z ")
        }
        while isRunning(), ContinuousClock.now < deadline { usleep(1000) }
        #expect(!isRunning())
    }

    @Test func droppingTheLastReferenceKillsIt() throws {
        let processID: pid_t
        do {
            let child = try ChildProcess(ChildCommand("sleep", ["1000"]))
            processID = child.processID
        }
        #expect(kill(processID, 0) == -1)
    }
}
