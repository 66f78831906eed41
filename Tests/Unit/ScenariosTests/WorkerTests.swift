import Synchronization
import Testing

@testable import Scenarios

@Suite struct WorkerTests {
    private struct Broken: Error, Equatable {
        var item: Int
    }

    private final class Log: Sendable {
        let events = Mutex<[String]>([])
        func add(_ event: String) { events.withLock { $0.append(event) } }
        var all: [String] { events.withLock { $0 } }
    }

    @Test func aJobIsOpenedDoneInOrderAndClosed() throws {
        let log = Log()
        let worker = try Worker {
            log.add("open")
            return Worker.Job(run: { log.add("\($0)") }, close: { log.add("close") })
        }
        for item in 0..<3 {
            worker.start(item)
            try worker.finish()
            #expect(log.all.last == "\(item)")
        }
        worker.stop()
        worker.stop()
        #expect(log.all == ["open", "0", "1", "2", "close"])
    }

    @Test func whatTheJobThrowsComesOutOfFinish() throws {
        let worker = try Worker { Worker.Job(run: { if $0 == 7 { throw Broken(item: $0) } }, close: {}) }
        worker.start(1)
        try worker.finish()
        worker.start(7)
        #expect(throws: Broken(item: 7)) { try worker.finish() }
    }

    @Test func whatOpeningThrowsComesOutOfInit() {
        #expect(throws: Broken(item: 0)) { _ = try Worker { throw Broken(item: 0) } }
    }

    @Test func aWorkerThatGoesAwayWaitsForItsJob() throws {
        let log = Log()
        do {
            let worker = try Worker { Worker.Job(run: { _ in log.add("run") }, close: { log.add("close") }) }
            worker.start(0)
        }
        #expect(log.all.last == "close")
    }

    @Test func theJobRunsWhileItsOwnerGoesOn() throws {
        let (met, waits) = (Semaphore(), Semaphore())
        let worker = try Worker {
            Worker.Job(
                run: { _ in
                    met.signal()
                    waits.wait()
                }, close: {})
        }
        worker.start(0)
        // Returns only because the job is running now, and the job only because its owner goes on.
        met.wait()
        waits.signal()
        try worker.finish()
    }
}
