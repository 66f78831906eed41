import Glibc
import Testing

@testable import Sandbox

@Suite struct ProcessTests {
    @Test func theStartIsReadBehindANameWithBrackets() {
        let line = "42 (a) b (c)) S 1 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 100 1"
        #expect(ProcessIdentity.startTicks(inStat: line) == 98765)
        #expect(ProcessIdentity.startTicks(inStat: line.replacing(") S", with: ") Z")) == nil)
        #expect(ProcessIdentity.startTicks(inStat: "42 (a) S 1") == nil)
        #expect(ProcessIdentity.startTicks(inStat: "") == nil)
    }

    @Test func aReusedNumberIsAnotherProcess() throws {
        let own = try #require(ProcessIdentity(processID: getpid()))
        #expect(own.isRunning)
        var other = own
        other.startTicks += 1
        #expect(!other.isRunning)
        other = own
        other.bootID = "another start of the machine"
        #expect(!other.isRunning)
        #expect(ProcessIdentity(processID: Int32.max) == nil)
    }

    @Test func aReservedPortIsTakenOnceSomebodyListens() throws {
        let port = try ReservedPort()
        #expect(!port.isTaken)
        let listener = try Listener(port: port.number)
        #expect(port.isTaken)
        #expect(listener.descriptor >= 0)
        let others = try (0..<50).map { _ in try ReservedPort() }
        #expect(Set(others.map(\.number) + [port.number]).count == 51)
    }

    @Test func programsAreFoundAsAShellDoes() {
        #expect(Executable.find("sh", ["PATH": "/nonexistent:/bin"]) == "/bin/sh")
        #expect(Executable.find("sh", [:]) == nil)
        #expect(Executable.find("passwd", ["PATH": "/etc"]) == nil)
        #expect(Executable.find("bin", ["PATH": "/usr"]) == nil)
    }

    @Test func secretsDiffer() {
        #expect(Secret.random().utf8.count == 32)
        #expect(Secret.random() != Secret.random())
    }
}
