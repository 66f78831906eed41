import Cancellation
import Foundation
import History
import RunModel
import Sampling

/// Measures for a bounded time, always the cell that lacks most; what is stored is where the next slice goes on.
struct Study {
    var plan: StudyPlan
    var folder: StudyFolder
    var executable: String
    var environment: [String: String]
    var cancellation: Cancellation
    var note: (String) -> Void

    func measure(seconds: Double) throws {
        let deadline = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
        guard try next(before: deadline) != nil else {
            return note("Every goal is reached, or nothing fits into the time.")
        }
        let (copy, build) = try folder.keep(executable: executable)
        let servers = try StudyServers(
            needsGraph: plan.goals.contains { $0.cell.kind.needsGraph },
            workFolder: plan.goals.contains { $0.cell.kind == .redis10s } ? folder.path : nil, environment: environment,
            cancellation: cancellation, progress: note)
        defer { servers.stop() }
        let run = MeasuredRun(
            executable: copy, environment: environment, redis: servers.redis, graph: servers.graph,
            cancellation: cancellation)
        try warmUp(run)
        while let (cell, runs) = try next(before: deadline) {
            let made = try Chain(
                cell: cell, runs: runs, files: folder.newChain(of: cell), build: build, servers: servers, run: run,
                deadline: deadline, note: note
            ).measure()
            // Runs take longer than planned: the time left is for none.
            if made < 2 { return }
        }
    }

    private func next(before deadline: UInt64) throws -> (cell: Cell, runs: Int)? {
        let now = MonotonicClock.nanoseconds()
        guard now < deadline, !cancellation.isCancelled else { return nil }
        let done = try plan.goals.map { goal in
            (goal.cell, try folder.chains(of: goal.cell).reduce(0) { $0 + (try StoredChain($1).pairCount) })
        }
        return plan.next(
            pairsDone: Dictionary(done) { first, _ in first }, secondsLeft: Double(deadline - now) / 1e9)
    }

    /// A Java server takes minutes of work to compile its queries: runs are thrown away until its compiler rests.
    private func warmUp(_ run: MeasuredRun) throws {
        guard run.graph != nil else { return }
        for index in 1...Self.mostWarmUps {
            note("Warming up the graph server, \(index) of at most \(Self.mostWarmUps)")
            let history = "\(folder.path)/warm-up.sqlite"
            func removeHistory() {
                for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: history + suffix) }
            }
            // A killed study leaves one.
            removeHistory()
            defer { removeHistory() }
            try run.measure(
                .neo4j30s, history: history, folder: folder.path, log: "\(folder.path)/warm-up.log", tag: "warm-up")
            let scenarios = try HistoryStore.openExisting(path: history).load(1).scenarios
            let shares = scenarios.compactMap(\.compilationShare)
            // A server that says nothing of its compiler gets two minutes.
            if let most = shares.max() {
                note("its compiler worked \((most * 1000).rounded() / 10) % of the time")
                if most < Self.restingShare { return }
            } else if index == 4 {
                return
            }
        }
    }

    private static let mostWarmUps = 8
    /// Less than what the tool itself asks for: chains of hours follow.
    private static let restingShare = 0.02
}
