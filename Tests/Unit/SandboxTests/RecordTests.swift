import Foundation
import Glibc
import Testing
import Transport

@testable import Sandbox

@Suite struct RecordTests {
    private let process = ProcessIdentity(processID: 77, startTicks: 123_456, bootID: "boot")

    private var record: SandboxRecord {
        var redis = ConnectionURL(scheme: .redis, host: "127.0.0.1", port: 7001)
        redis.password = "secret"
        var graph = ConnectionURL(scheme: .bolt, host: "127.0.0.1", port: 7002)
        (graph.username, graph.password, graph.database) = ("root", "other secret", "tta")
        return SandboxRecord(
            folder: "/tmp/ttaperf-sandbox-abc", startedAtSeconds: 1_700_000_000,
            servers: [
                SandboxServer(role: .redis, product: "Redis", version: "7.0.15", process: process, url: redis),
                SandboxServer(role: .graph, product: "ArcadeDB", version: nil, process: process, url: graph),
            ], dataSize: ["NarrativeNode": 100])
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ttaperf-record-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func aRecordComesBackAsItWasAndIsPrivate() throws {
        try withFolder { folder in
            let path = folder + "/.ttaperf/sandbox.json"
            #expect(try SandboxRecord.read(path) == nil)
            try record.write(to: path)
            #expect(try SandboxRecord.read(path) == record)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder + "/.ttaperf").sorted() == [
                    ".gitignore", "sandbox.json",
                ])
        }
    }

    @Test(arguments: ["", "{}", "[1, 2]", "{\"version\": 1, \"folder\": 3}"])
    func anythingElseIsDamaged(text: String) throws {
        try withFolder { folder in
            let path = folder + "/sandbox.json"
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: SandboxError.damagedRecord(path: path)) { try SandboxRecord.read(path) }
        }
    }

    @Test func aRecordOfALaterVersionIsRefused() throws {
        try withFolder { folder in
            let path = folder + "/sandbox.json"
            var later = record
            later.version = 2
            try later.write(to: path)
            #expect(throws: SandboxError.damagedRecord(path: path)) { try SandboxRecord.read(path) }
        }
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() {
        #expect(throws: SandboxError.file(path: "/proc/none", code: ENOENT)) {
            try record.write(to: "/proc/none/sandbox.json")
        }
    }
}

@Suite struct AbandonmentTests {
    private let folder = SandboxFolder(path: "/tmp/ttaperf-sandbox-abc")
    private let owner = ProcessIdentity(processID: 77, startTicks: 1, bootID: "now")

    private func rule(ownerRuns: Bool = false, recorded: String? = nil) -> AbandonmentRule {
        AbandonmentRule(bootID: "now", isRunning: { _ in ownerRuns }, recordedFolder: { _ in recorded })
    }

    @Test func theOwnersLifeDecides() {
        #expect(!rule(ownerRuns: true).isAbandoned(folder, ownership: .process(owner), ageSeconds: 1e6))
        #expect(rule(ownerRuns: false).isAbandoned(folder, ownership: .process(owner), ageSeconds: 0))
    }

    @Test func aFolderThatNobodyHasSignedYetHasAMinute() {
        #expect(!rule().isAbandoned(folder, ownership: nil, ageSeconds: 59))
        #expect(rule().isAbandoned(folder, ownership: nil, ageSeconds: 61))
    }

    @Test func aKeptOneLivesAsLongAsItsRecordAndTheMachine() {
        let kept = Ownership.record(path: "/p/.ttaperf/sandbox.json", bootID: "now")
        #expect(!rule(recorded: folder.path).isAbandoned(folder, ownership: kept, ageSeconds: 1e6))
        #expect(rule(recorded: nil).isAbandoned(folder, ownership: kept, ageSeconds: 0))
        #expect(rule(recorded: "/tmp/ttaperf-sandbox-new").isAbandoned(folder, ownership: kept, ageSeconds: 0))
        let earlier = Ownership.record(path: "/p/.ttaperf/sandbox.json", bootID: "before")
        #expect(rule(recorded: folder.path).isAbandoned(folder, ownership: earlier, ageSeconds: 0))
    }
}
