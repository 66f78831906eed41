import Cancellation
import Configuration
import Foundation
import Glibc
import Sampling
import Scenarios
import Transport

/// Measures one chain: the load begins, the holds are calibrated under it, and runs follow each other.
struct Chain {
    var cell: Cell
    var runs: Int
    var files: ChainFiles
    var build: String
    var servers: StudyServers
    /// Speaks to the servers directly.
    var run: MeasuredRun
    /// Nanoseconds on the monotonic clock; a run that would end later is not begun.
    var deadline: UInt64
    var note: (String) -> Void

    /// How many runs were made.
    func measure() throws -> Int {
        let seed = UInt64.random(in: 0 ... .max)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var record = ChainRecord(
            cell: cell, build: build, runs: runs, seed: seed, cores: cores, loadAverage: Self.loadAverage,
            servers: servers.names, effects: [])
        let schedule = LoadSchedule(
            load: cell.load, cores: cores, rampSeconds: Double(runs) * cell.kind.expectedRunSeconds)
        let generator = try LoadGenerator(schedule, seed: seed)
        defer { generator.stop() }
        guard !cell.kind.heldRequests.isEmpty else {
            try files.write(record)
            return try measureRuns(run) { _ in }
        }

        let holds = Holds(cell.kind.heldRequests)
        let server = cell.kind.needsGraph ? servers.graph : servers.redis
        guard let server else { return 0 }
        let proxy = try DelayingProxy(toPort: server.port, holds: holds)
        defer { proxy.stop() }
        let proxied = Self.proxied(run, cell, port: proxy.port)
        // Without an effect nothing is held, and nothing to be calibrated.
        let calibrator = cell.effectPercent > 0 ? try calibrator(holds, proxied) : nil
        if let calibrator {
            note("\(cell.id): calibrating")
            record.effects = try calibrator.calibrate(target: Double(cell.effectPercent) / 100)
        }
        try files.write(record)
        let made = try measureRuns(proxied) { effect in
            holds.setAll(record.effects.map { effect == 0 ? 0 : $0.holdShare })
        }
        if let calibrator {
            try calibrator.proveAgain(&record.effects)
            try files.write(record)
        }
        return made
    }

    private func calibrator(_ holds: Holds, _ proxied: MeasuredRun) throws -> Calibrator {
        let context = ScenarioContext(
            settings: ScenarioSettings(), redis: proxied.redis, graph: proxied.graph,
            transport: TransportOptions(cancellation: run.cancellation))
        return Calibrator(
            holds: holds,
            scenarios: try Catalogue.scenarios
                .filter { scenario in cell.kind.heldRequests.contains { $0.isSent(by: scenario.id) } }
                .map { try $0.prepare(context) },
            cancellation: run.cancellation)
    }

    private func measureRuns(_ run: MeasuredRun, prepare: (Int) -> Void) throws -> Int {
        let deadline = deadline - UInt64(cell.proofSeconds * 1e9)
        var longest = UInt64(cell.kind.expectedRunSeconds * 1e9)
        for index in 0..<runs {
            let start = MonotonicClock.nanoseconds()
            guard start + longest < deadline else { return index }
            let effect = cell.effectPercent(ofRun: index)
            note("\(cell.id): run \(index + 1) of \(runs)")
            prepare(effect)
            try run.measure(
                cell.kind, history: files.history, folder: files.folder, log: files.log,
                tag: RunTag.text(effectPercent: effect))
            longest = max(longest, MonotonicClock.nanoseconds() - start)
        }
        return runs
    }

    private static func proxied(_ run: MeasuredRun, _ cell: Cell, port: Int) -> MeasuredRun {
        var run = run
        if cell.kind.needsGraph { run.graph?.port = port } else { run.redis.port = port }
        return run
    }

    private static var loadAverage: Double? {
        var averages = [0.0, 0.0, 0.0]
        return getloadavg(&averages, 3) > 0 ? averages[0] : nil
    }
}

/// How a run in a history says what was injected.
enum RunTag {
    private static let prefix = "effect-"

    static func text(effectPercent: Int) -> String { "\(prefix)\(effectPercent)" }

    static func effectPercent(_ tags: [String]) -> Int? {
        tags.lazy.filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }.first
    }
}
