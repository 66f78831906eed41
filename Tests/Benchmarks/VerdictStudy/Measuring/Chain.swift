import Cancellation
import Configuration
import Foundation
import Glibc
import Sampling
import Scenarios
import Transport

/// Measures one chain: the load begins, what is injected is calibrated under it, and runs follow each other.
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
        guard !cell.kind.slowedRequests.isEmpty else {
            try files.write(record)
            return try measureRuns(run) { _ in }
        }

        guard cell.kind.needsGraph else {
            guard let work = servers.work else { return 0 }
            return try measureInjected(work, run, &record)
        }
        guard let server = servers.graph else { return 0 }
        let holds = Holds(cell.kind.slowedRequests)
        let proxy = try DelayingProxy(toPort: server.port, holds: holds)
        defer { proxy.stop() }
        var proxied = run
        proxied.graph?.port = proxy.port
        return try measureInjected(holds, proxied, &record)
    }

    private func measureInjected(
        _ injection: any Injection, _ run: MeasuredRun, _ record: inout ChainRecord
    ) throws -> Int {
        // Without an effect nothing is injected, and nothing to be calibrated.
        let calibrator = cell.effectPercent > 0 ? try calibrator(injection, run) : nil
        if let calibrator {
            note("\(cell.id): calibrating")
            record.effects = try calibrator.calibrate(target: Double(cell.effectPercent) / 100)
        }
        try files.write(record)
        defer { injection.setAll(injection.requests.map { _ in 0 }) }
        let effects = record.effects
        let made = try measureRuns(run) { effect in
            injection.setAll(effects.map { effect == 0 ? 0 : $0.amount })
        }
        if let calibrator {
            try calibrator.proveAgain(&record.effects)
            try files.write(record)
        }
        return made
    }

    private func calibrator(_ injection: any Injection, _ run: MeasuredRun) throws -> Calibrator {
        let context = ScenarioContext(
            settings: ScenarioSettings(), redis: run.redis, graph: run.graph,
            transport: TransportOptions(cancellation: run.cancellation))
        return Calibrator(
            injection: injection,
            scenarios: try Catalogue.scenarios
                .filter { scenario in cell.kind.slowedRequests.contains { $0.isSent(by: scenario.id) } }
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
