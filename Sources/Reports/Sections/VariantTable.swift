import RunModel
import Terminal
import Verdicts

/// The figures of a scenario's variants, in one unit where they can share it.
struct VariantTable {
    var summary: ScenarioSummary

    var table: TextTable {
        let hasTargets = summary.variants.contains { !$0.targets.isEmpty }
        let target = hasTargets ? [TextTable.Column(commonLimit ?? "target", dropOrder: 1)] : []
        var table = TextTable(
            columns: [
                .init("variant"), .init("p50 (interval)", .right), .init("p95", .right, dropOrder: 2),
                .init("p99", .right, dropOrder: 2), .init(rateTitle, .right, dropOrder: 2),
                .init("speed-up", .right),
            ] + target,
            overflow: .continueBelow)
        for lane in summary.variants {
            table.addRow(
                [
                    StyledText(lane.name, .bold), figure(lane, 0.5, withInterval: true), figure(lane, 0.95),
                    figure(lane, 0.99), throughput(lane), speedUp(lane),
                ] + (hasTargets ? [targets(lane)] : []))
        }
        return table
    }

    private var unit: DurationUnit? {
        let values = summary.variants.flatMap(\.quantiles).compactMap(\.nanoseconds?.value)
        return DurationUnit(sharedBy: values)
    }

    private func figure(_ lane: LaneSummary, _ quantile: Double, withInterval: Bool = false) -> StyledText {
        guard let estimate = lane.quantiles.first(where: { $0.quantile == quantile })?.nanoseconds else {
            return StyledText(NumberText.absent, .dim)
        }
        return StyledText(
            withInterval
                ? Wording.latency(estimate, in: unit) : NumberText.duration(nanoseconds: estimate.value, in: unit))
    }

    private func throughput(_ lane: LaneSummary) -> StyledText {
        lane.throughputPerSecond.map { StyledText(NumberText.scaled($0)) } ?? StyledText(NumberText.absent, .dim)
    }

    /// `commands/s`: the variants of a scenario do the same work.
    private var rateTitle: String {
        Wording.pluralForm(of: summary.variants.first?.workUnit ?? "operation") + "/s"
    }

    /// `p99 < 10 ms` when that is the one target of every variant: the column is named after it.
    private var commonLimit: String? {
        guard let first = summary.variants.first?.targets.first?.target else { return nil }
        let isCommon = summary.variants.allSatisfy { $0.targets.map(\.target) == [first] }
        return isCommon ? Wording.limit(first) : nil
    }

    private func speedUp(_ lane: LaneSummary) -> StyledText {
        if let speedUp = summary.speedUps.first(where: { $0.fast == lane.name }) {
            let style: Style = speedUp.ratio.lower > 1 ? .good : speedUp.ratio.upper < 1 ? .bad : .plain
            return StyledText(Wording.ratio(speedUp.ratio), style)
        }
        let isReference = summary.speedUps.contains { $0.slow == lane.name }
        return StyledText(isReference ? "reference" : NumberText.absent, .dim)
    }

    /// The worst result of the lane's targets, with the limit it is about.
    private func targets(_ lane: LaneSummary) -> StyledText {
        func first(_ result: TargetCheck.Result) -> TargetCheck? { lane.targets.first { $0.result == result } }
        func name(_ check: TargetCheck) -> String { commonLimit == nil ? " " + Wording.limit(check.target) : "" }
        if let check = first(.missed) { return StyledText("✗ missed\(name(check))", .bad) }
        if let check = first(.cannotTell) { return StyledText("? cannot tell\(name(check))", .warn) }
        guard let check = lane.targets.first else { return StyledText(NumberText.absent, .dim) }
        return StyledText("✓ met" + (lane.targets.count == 1 ? name(check) : " all \(lane.targets.count)"), .good)
    }
}

/// What is exact about the variants: a row for each counter, a column for each variant.
struct CounterTable {
    var variants: [VariantResult]

    /// nil when no variant has a counter.
    var table: TextTable? {
        let names = Set(variants.flatMap { $0.counters.keys }).sorted()
        guard !names.isEmpty else { return nil }
        var table = TextTable(
            columns: [.init("")] + variants.map { .init($0.name, .right, dropOrder: 1) }, overflow: .continueBelow)
        for name in names {
            let cells = variants.map { variant in
                variant.counters[name].map { StyledText(NumberText.count($0)) } ?? StyledText(NumberText.absent, .dim)
            }
            table.addRow([StyledText(Wording.counter(name))] + cells)
        }
        return table
    }
}
