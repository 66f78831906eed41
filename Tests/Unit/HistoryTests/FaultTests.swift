import Foundation
import RunModel
import Testing

@testable import History

@Suite struct FaultTests {
    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func everythingIsPrivate() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        _ = try store.begin(makeRun())
        #expect(try mode(folder.path + "/.ttaperf") == 0o700)
        for suffix in ["", "-wal", "-shm"] { #expect(try mode(folder.history + suffix) == 0o600) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/.ttaperf").sorted() == [
                ".gitignore", "history.sqlite", "history.sqlite-shm", "history.sqlite-wal",
            ])
        let ignored = try String(contentsOfFile: folder.path + "/.ttaperf/.gitignore", encoding: .utf8)
        #expect(ignored.split(separator: "\n").last == "*")
    }

    @Test func aFileThatOthersCouldReadIsMadePrivate() throws {
        let folder = try Folder()
        _ = try HistoryStore(path: folder.history)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.history)
        _ = try HistoryStore.openExisting(path: folder.history)
        #expect(try mode(folder.history) == 0o600)
    }

    @Test func noFileIsNoHistory() throws {
        let folder = try Folder()
        let error = HistoryError.noHistory(path: folder.history)
        #expect(throws: error) { _ = try HistoryStore.openExisting(path: folder.history) }
        #expect(error.description.contains("run `ttaperf measure` first"))
        #expect(!FileManager.default.fileExists(atPath: folder.history))
    }

    @Test func aFolderThatCannotBeMadeIsNamed() throws {
        let folder = try Folder()
        let path = folder.path + "/no/such/history.sqlite"
        let error = #expect(throws: HistoryError.self) { _ = try HistoryStore(path: path) }
        guard case .cannotOpen(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func newerAndForeignFilesAreRefusedUntouched() throws {
        let folder = try Folder()
        _ = try HistoryStore(path: folder.history)
        let raw = try Database(path: folder.history, busyTimeout: .seconds(1))
        try raw.run("PRAGMA user_version = 99")
        #expect(throws: HistoryError.newerSchema(path: folder.history, found: 99, supported: Schema.migrations.count)) {
            _ = try HistoryStore(path: folder.history)
        }
        let foreign = folder.path + "/foreign.sqlite"
        _ = FileManager.default.createFile(atPath: foreign, contents: nil)
        try Database(path: foreign, busyTimeout: .seconds(1)).runScript("CREATE TABLE t (x)")
        let before = try Data(contentsOf: URL(fileURLWithPath: foreign))
        #expect(throws: HistoryError.notAHistory(path: foreign)) { _ = try HistoryStore(path: foreign) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: foreign)) == before)
    }

    @Test func migrationsRunInOrderAndAFailedOneLeavesTheFormerSchema() throws {
        let folder = try Folder()
        let path = folder.path + "/m.sqlite"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let database = try Database(path: path, busyTimeout: .seconds(1))
        try Schema.prepare(database, migrations: ["CREATE TABLE t (x); INSERT INTO t VALUES (7)"])
        #expect(throws: HistoryError.self) {
            try Schema.prepare(
                database, migrations: ["", "ALTER TABLE t ADD y; UPDATE t SET y = x + 1", "DELETE FROM t; nonsense"])
        }
        #expect(try database.integer("PRAGMA user_version") == 2)
        #expect(try database.integer("SELECT y FROM t") == 8)
        #expect(try database.integer("PRAGMA application_id") == Schema.applicationID)
    }

    /// Runs that are older than the origin count as measured by `measure`.
    @Test func runsOfAnOlderSchemaKeepTheirPlace() throws {
        let folder = try Folder()
        let path = folder.path + "/m.sqlite"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        do {
            let database = try Database(path: path, busyTimeout: .seconds(1))
            try Schema.prepare(database, migrations: Array(Schema.migrations.prefix(2)))
            let fingerprint =
                #"{"tool":"t","host":{"name":"h","cpuCount":1,"kernel":"k"},"servers":[],"dataSize":{},"configurationHash":""}"#
            try database.run(
                """
                INSERT INTO runs (started, status, seed, pid, boot_id, host, fingerprint)
                VALUES (1, 'complete', 1, 1, 'b', 'h', ?)
                """, [.text(fingerprint)])
        }
        let store = try HistoryStore(path: path)
        #expect(try store.resolve(RunSelector(.latest)) == 1)
        #expect(try store.load(1).origin == .measure)
    }

    @Test func noiseIsADamagedFile() throws {
        let folder = try Folder()
        let path = folder.path + "/noise.sqlite"
        try Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: HistoryError.self) { _ = try HistoryStore(path: path) }
        guard case .damaged(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains(path) == true)
    }

    /// Whatever bytes are lost or changed: an error of ours or a run, never a crash.
    @Test func damagedBytesNeverCrash() throws {
        let folder = try Folder()
        do {
            let store = try HistoryStore(path: folder.history)
            var run = makeRun(tags: ["a"])
            run.scenarios = [makeScenario(blocks: 30)]
            for _ in 0..<3 { _ = try store.begin(run) }
            try store.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        }
        let sound = try Data(contentsOf: URL(fileURLWithPath: folder.history))
        var generator = Seeded(state: 42)
        var refused = 0
        for round in 0..<40 {
            var bytes = sound
            if round % 5 == 0 {
                bytes = bytes.prefix(Int.random(in: 1..<bytes.count, using: &generator))
            } else {
                for _ in 0..<(1 << (round % 8)) {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                }
            }
            let path = folder.path + "/damaged-\(round).sqlite"
            try bytes.write(to: URL(fileURLWithPath: path))
            do {
                let store = try HistoryStore.openExisting(path: path)
                _ = try store.list(limit: 10)
                for number in 1...3 { _ = try store.load(number) }
                _ = try store.resolve(RunSelector("tag:a~1"))
            } catch {
                refused += 1
                #expect(!error.description.isEmpty)
            }
        }
        #expect(refused > 10)
    }

    @Test func aFullDiskIsSaidAndWhatWasSavedIsKept() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        let number = try store.begin(makeRun(status: .running))
        let handle = try store.add(makeScenario(), toRun: number)
        let pages = try #require(try store.database.integer("PRAGMA page_count"))
        try store.database.run("PRAGMA max_page_count = \(pages + 2)")
        var saved = 0
        let error = #expect(throws: HistoryError.self) {
            for index in 0..<10_000 {
                try store.append(makeBlock(index), to: handle)
                saved += 1
            }
        }
        #expect(error == .full(path: folder.history))
        #expect(try store.load(number).scenarios == [makeScenario(blocks: saved)])
    }

    @Test func aReadOnlyHistoryIsSaid() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        // Tests may run as root, whom permissions do not stop: the same result code by another way.
        try store.database.run("PRAGMA query_only = 1")
        #expect(throws: HistoryError.readOnly(path: folder.history)) { _ = try store.begin(makeRun()) }
        #expect(try store.list(limit: 1).isEmpty)
    }

    @Test func aLockedHistoryIsSaidAndCanStillBeRead() throws {
        let folder = try Folder()
        let writer = try HistoryStore(path: folder.history)
        let other = try HistoryStore(openedAt: folder.history, busyTimeout: .milliseconds(20))
        try writer.database.run("BEGIN IMMEDIATE")
        #expect(throws: HistoryError.locked(path: folder.history)) { _ = try other.begin(makeRun()) }
        #expect(try other.list(limit: 1).isEmpty)
        try writer.database.run("COMMIT")
        #expect(try other.begin(makeRun()) == 1)
    }

    @Test func aMalformedRunIsNamedByItsNumber() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        var run = makeRun()
        run.scenarios = [makeScenario(blocks: 1)]
        _ = try store.begin(run)
        try store.database.run("UPDATE measurements SET histogram = x'00'")
        #expect(
            throws: HistoryError.damagedRun(path: folder.history, number: 1, detail: "a measurement is malformed")
        ) { _ = try store.load(1) }
        #expect(try store.list(limit: 1).count == 1)
    }
}
