import Fingerprinting
import FoundationEssentials
import RunModel
import Statistics

/// Everything that is stored, judged again by today's code.
struct StudyReport: Codable, Sendable {
    var machine: String
    /// Executables that measured, by the first digits of their SHA-256, with their runs.
    var builds: [String: Int]
    var servers: [String]
    /// Of the minute before each chain began, our own load not counted: least, median, most.
    var loadAverages: [Double]
    var cells: [CellFigures]
    /// The cells of a kind and effect together.
    var totals: [CellFigures]

    init(_ plan: StudyPlan, _ folder: StudyFolder, note: (String) -> Void) throws {
        let chains = try plan.goals.flatMap { goal -> [JudgedChain] in
            let files = folder.chains(of: goal.cell)
            if !files.isEmpty { note("Judging \(goal.cell.id)") }
            return try files.map { try JudgedChain(goal.cell, $0) }
        }.filter { !$0.entries.isEmpty }
        let records = chains.compactMap(\.record)
        builds = chains.reduce(into: [:]) { $0[$1.record?.build ?? "unknown", default: 0] += $1.entries.count }
        servers = Set(records.flatMap(\.servers)).sorted()
        let averages = records.compactMap(\.loadAverage)
        loadAverages = [averages.min(), Quantiles.median(averages), averages.max()].compactMap(\.self)
        let host = Fingerprint.Host.current()
        machine =
            "\(host.cpuModel ?? "unknown CPU"), \(host.cpuCount) logical CPUs, \(host.operatingSystem ?? "Linux"), "
            + "kernel \(host.kernel)"
        cells = plan.goals.map(\.cell).compactMap { cell in
            let own = chains.filter { $0.cell == cell }
            return own.isEmpty ? nil : CellFigures(name: cell.id, effectPercent: cell.effectPercent, own)
        }
        totals = Self.groups(chains.map(\.cell)).compactMap { kind, effect in
            let own = chains.filter { $0.cell.kind == kind && $0.cell.effectPercent == effect }
            guard Set(own.map(\.cell)).count > 1 else { return nil }
            return CellFigures(name: "\(kind.rawValue).*.\(effect)", effectPercent: effect, own)
        }
    }

    /// Kinds with their effects, in the order of their first cells.
    private static func groups(_ cells: [Cell]) -> [(Kind, Int)] {
        var groups: [(Kind, Int)] = []
        for cell in cells where !groups.contains(where: { $0 == (cell.kind, cell.effectPercent) }) {
            groups.append((cell.kind, cell.effectPercent))
        }
        return groups
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
