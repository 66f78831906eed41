import Foundation
import RunModel
import Testing

@testable import History

@Suite struct StoreTests {
    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8]) func randomRunsComeBackEqual(seed: UInt64) throws {
        var generator = Seeded(state: seed)
        let folder = try Folder()
        var runs: [Run] = []
        do {
            let store = try HistoryStore(path: folder.history)
            for _ in 0..<10 {
                var run = Run.random(&generator)
                run.number = try store.begin(run)
                runs.append(run)
            }
        }
        let store = try HistoryStore.openExisting(path: folder.history)
        for run in runs { #expect(try store.load(run.number) == run) }
        let list = try store.list(limit: 4)
        #expect(list.map(\.number) == [10, 9, 8, 7])
        #expect(list.map(\.tags) == runs.suffix(4).reversed().map(\.tags))
        #expect(list.map(\.scenarios) == runs.suffix(4).reversed().map { $0.scenarios.map(\.scenario) })
        #expect(list.map(\.source) == runs.suffix(4).reversed().map(\.fingerprint.source))
    }

    @Test func aRunGrowsBlockByBlockAndSurvivesASecondOpen() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        let number = try store.begin(makeRun(status: .running))
        let handle = try store.add(makeScenario(), toRun: number)
        try store.append(makeBlock(0), to: handle)
        let other = try HistoryStore(path: folder.history)
        #expect(try other.load(number).status == .running)
        #expect(try other.load(number).scenarios == [makeScenario(blocks: 1)])
        try store.append(makeBlock(1), to: handle)
        var done = makeScenario(blocks: 2)
        done.outcome = .valid
        done.warnings = ["slow"]
        try store.update(done, handle)
        try store.finish(number, status: .complete, at: Date(timeIntervalSince1970: 1_790_000_100))
        let loaded = try other.load(number)
        #expect(loaded.scenarios == [done])
        #expect(loaded.status == .complete && loaded.finishedAt == Date(timeIntervalSince1970: 1_790_000_100))
    }

    @Test func aRunOfADeadProcessIsInterrupted() throws {
        let folder = try Folder()
        _ = try HistoryStore(path: folder.history)
        let here = MeasuringProcess.current()
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/true")
        try child.run()
        child.waitUntilExit()
        let others: [(MeasuringProcess, Run.Status)] = [
            (here, .running),
            (MeasuringProcess(pid: child.processIdentifier, bootID: here.bootID, host: here.host), .interrupted),
            (MeasuringProcess(pid: here.pid, bootID: "earlier", host: here.host), .interrupted),
            (MeasuringProcess(pid: here.pid, bootID: "other", host: "elsewhere"), .running),
        ]
        for (process, status) in others {
            let number = try HistoryStore(openedAt: folder.history, busyTimeout: .seconds(10), process: process)
                .begin(makeRun(status: .running))
            let store = try HistoryStore.openExisting(path: folder.history)
            #expect(try store.load(number).status == status)
            #expect(try store.list(limit: 1).map(\.status) == [status])
            #expect((try store.list(limit: 1).first?.statusReason != nil) == (status == .interrupted))
            if status == .running {
                #expect(throws: HistoryError.runIsLive(number: number)) { try store.remove([number]) }
                #expect(try store.prune(keep: 0).contains(number) == false)
            } else {
                try store.remove([number])
            }
        }
    }

    @Test func removalTakesEverythingAndNumbersAreNotReused() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        var run = makeRun(tags: ["a"])
        run.scenarios = [makeScenario(blocks: 2)]
        let first = try store.begin(run)
        let handle = try store.add(makeScenario(), toRun: first)
        try store.remove([first])
        for table in ["runs", "tags", "scenarios", "blocks", "measurements"] {
            #expect(try store.database.integer("SELECT COUNT(*) FROM \(table)") == 0)
        }
        #expect(try store.begin(run) == 2)
        let gone = HistoryError.runRemoved(path: folder.history)
        #expect(throws: gone) { try store.append(makeBlock(0), to: handle) }
        #expect(throws: gone) { try store.update(makeScenario(), handle) }
        #expect(throws: gone) { try store.finish(first, status: .complete) }
        #expect(throws: gone) { _ = try store.add(makeScenario(), toRun: first) }
        #expect(throws: (any Error).self) { try store.remove([first]) }
        #expect(throws: (any Error).self) { try store.tag(first, "x") }
    }

    @Test func pruneKeepsTheNewestAndTheTagged() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        for _ in 0..<6 { _ = try store.begin(makeRun()) }
        try store.tag(2, "before")
        try store.tag(2, "before")
        #expect(try store.prune(keep: 2) == [1, 3, 4])
        #expect(try store.list(limit: 9).map(\.number) == [6, 5, 2])
        #expect(try store.untag(2, "before"))
        #expect(try store.untag(2, "before") == false)
        #expect(try store.prune(keep: 2) == [2])
        #expect(throws: HistoryError.invalidTag("a~1")) { try store.tag(5, "a~1") }
        #expect(throws: HistoryError.invalidTag("")) { try store.tag(5, "") }
    }

    /// Gates run more often than `measure`: they must not push the base out.
    @Test func pruneCountsWhatGatesMeasuredByItself() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        for origin in [Run.Origin.measure, .measure, .gate, .confirmation, .gate, .confirmation] {
            var run = makeRun()
            run.origin = origin
            _ = try store.begin(run)
        }
        #expect(try store.prune(keep: 2) == [3, 4])
        #expect(try store.prune(keep: 1) == [1, 5])
        #expect(try store.numbers() == [2, 6])
    }

    @Test func twoConnectionsWriteAtOnce() throws {
        let folder = try Folder()
        let path = folder.history
        // Each creates the file if it is first, which is the hardest moment.
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            do {
                let store = try HistoryStore(path: path)
                for _ in 0..<20 {
                    let number = try store.begin(makeRun(status: .running))
                    let handle = try store.add(makeScenario(), toRun: number)
                    for index in 0..<3 { try store.append(makeBlock(index), to: handle) }
                    try store.finish(number, status: .complete)
                }
            } catch {
                Issue.record(error)
            }
        }
        let store = try HistoryStore.openExisting(path: path)
        let list = try store.list(limit: 100)
        #expect(list.map(\.number) == Array((1...40).reversed()))
        for row in list { #expect(try store.load(row.number).scenarios == [makeScenario(blocks: 3)]) }
        #expect(
            try store.database.integer("SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") == 0
        )
    }
}
