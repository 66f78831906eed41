import ChildProcess
import Foundation
import History
import RedisClient
import RunModel

extension Place {
    /// Settings with which a run takes about a second, and no target that a loaded machine could miss.
    func writeQuickSettings(timeBudget: String = "1s", more: String = "") throws {
        let text = """
            measure:
              time_budget: \(timeBudget)
              warm_up: 200ms
              block: 20ms
              minimum_blocks: 3
            targets:
              - redis.* p99 < 100s
            \(more)

            """
        try write(text, to: "ttaperf.yml")
    }

    func write(_ text: String, to file: String) throws {
        try text.write(toFile: path("project/\(file)"), atomically: false, encoding: .utf8)
    }

    func text(_ file: String) -> String {
        (try? String(contentsOfFile: path(file), encoding: .utf8)) ?? ""
    }

    /// A connection of its own to the project's history.
    func history() throws -> HistoryStore {
        try HistoryStore.openExisting(path: path("project/.ttaperf/history.sqlite"))
    }

    /// Waits until the run that is being measured has some blocks of every scenario in it.
    func waitForBlocks(_ count: Int = 3, ofScenarios scenarioCount: Int = 1) throws {
        try wait {
            guard let store = try? history(), let number = try? store.numbers().last, let run = try? store.load(number)
            else { return false }
            return run.scenarios.count == scenarioCount && run.scenarios.allSatisfy { $0.blocks.count >= count }
        }
    }

    /// The newest run, complete or not.
    func newestRun() throws -> Run {
        let store = try history()
        return try store.load(store.numbers().last ?? 0)
    }
}

extension ChildProcess.Captured {
    var errorText: String { String(decoding: errors, as: UTF8.self) }
}

extension RedisServer {
    /// Sessions as the scenarios look for them by default.
    func fillWithSessions(valueBytes: Int = 100) throws {
        let redis = try connect()
        defer { redis.close() }
        for index in 0..<20 {
            _ = try redis.execute("SET", "tta:session:\(index)", String(repeating: "x", count: valueBytes))
        }
    }

    /// By which the tool finds it.
    var location: String { "unix://\(socket)" }
}
