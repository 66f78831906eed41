import RunModel
import Terminal
import Verdicts

/// One scenario of a comparison: the changes, the verdicts with their reasons, and what moved.
struct ComparisonSections {
    var comparison: ScenarioComparison

    var sections: [Document.Section] {
        let heading = StyledText(comparison.scenario.rawValue, .bold)
        let overview: [Document.Block] =
            [.table(table)] + comparison.variants.map(verdict) + attributions + refusals
        let chart = IntervalChart(changesOf: comparison)
        return [Document.Section(heading, blocks: overview, chart: chart)] + counters
            + comparison.variants.flatMap(plans)
    }

    private var table: TextTable {
        var table = TextTable(
            columns: [
                .init("variant"), .init("base", .right, dropOrder: 1), .init("candidate", .right, dropOrder: 1),
                .init("change (interval)", .right), .init("margin", .right, dropOrder: 1), .init("verdict"),
            ], overflow: .continueBelow)
        let shown = comparison.variants.map { variant in (variant, variant.quantiles.filter(isShown)) }
        let values = shown.flatMap(\.1).flatMap { [$0.baseNanoseconds, $0.candidateNanoseconds].compactMap(\.self) }
        let unit = DurationUnit(sharedBy: values)
        for (variant, quantiles) in shown {
            for quantile in quantiles {
                table.addRow([
                    StyledText(variant.name, .bold) + StyledText(" \(Wording.quantile(quantile.quantile))"),
                    latency(quantile.baseNanoseconds, unit), latency(quantile.candidateNanoseconds, unit),
                    quantile.change.map { StyledText(Wording.change($0)) } ?? StyledText(NumberText.absent, .dim),
                    StyledText("±" + NumberText.percent(quantile.margin), .dim),
                    Wording.verdict(quantile.verdict),
                ])
            }
        }
        return table
    }

    /// The p50 always; the tails where they were judged.
    private func isShown(_ quantile: QuantileComparison) -> Bool {
        quantile.quantile == 0.5 || quantile.change != nil
    }

    private func latency(_ nanoseconds: Double?, _ unit: DurationUnit?) -> StyledText {
        nanoseconds.map { StyledText(NumberText.duration(nanoseconds: $0, in: unit)) }
            ?? StyledText(NumberText.absent, .dim)
    }

    private func verdict(_ variant: VariantComparison) -> Document.Block {
        let mark: Document.Mark =
            switch variant.verdict {
            case .improved: .good
            case .regressed: .bad
            case .unchanged: .equal
            case .inconclusive: .unknown
            }
        let style: Style =
            switch variant.verdict {
            case .improved: .good
            case .regressed: .bad
            case .unchanged: .plain
            case .inconclusive: .warn
            }
        let effect = variant.quantiles.first { $0.quantile == 0.5 }?.minimumDetectableEffect
        let details =
            variant.verdict == .inconclusive
            ? effect.map {
                [StyledText("These blocks could show a change of \(NumberText.percent($0)) or more.", .dim)]
            }
            : nil
        return .item(
            mark,
            StyledText(variant.name, .bold) + " " + StyledText(variant.verdict.rawValue, style)
                + StyledText(": \(variant.reason)"),
            details: details ?? [])
    }

    /// Once for all variants when they agree.
    private var attributions: [Document.Block] {
        let distinct = Set(comparison.variants.map(\.attribution))
        if let only = distinct.first, distinct.count == 1 {
            return [.item(.note, StyledText(sentence(only)), details: [])]
        }
        return comparison.variants.map { variant in
            .item(
                .note, StyledText("\(variant.name): ", .bold) + StyledText(sentence(variant.attribution)), details: [])
        }
    }

    private func sentence(_ attribution: Attribution) -> String {
        let what =
            switch attribution {
            case .none: "The operation did not move beyond the margin"
            case .machine: "The machine itself moved"
            case .serverFloor: "The network or the server's floor moved: the control did too"
            case .operation: "Only the operation moved"
            case .cannotTell: "What moved cannot be told"
            }
        let control = comparison.controlChange.map { [("control", $0)] } ?? []
        let hosts = comparison.hostControlChanges.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let figures = (control + hosts).map { "\($0.0) \(Wording.change($0.1))" }
        return figures.isEmpty
            ? "\(what); no control was measured." : "\(what). Controls: \(figures.joined(separator: ", "))."
    }

    private var refusals: [Document.Block] {
        let all = comparison.variants.flatMap { variant in
            variant.quantiles.compactMap { quantile in quantile.refusal.map { (variant: variant.name, reason: $0) } }
        }
        return all.map(\.reason).uniqued.map { reason in
            let names = all.filter { $0.reason == reason }.map(\.variant).joined(separator: ", ")
            return .item(.note, StyledText("Not judged: \(names): \(reason)", .dim), details: [])
        }
    }

    private var counters: [Document.Section] {
        let changed = comparison.variants.flatMap { variant in variant.counterChanges.map { (variant.name, $0) } }
        guard !changed.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init("variant"), .init("counter", wrapsTo: 10), .init("base", .right), .init("candidate", .right),
        ])
        for (variant, change) in changed {
            let values = [change.base, change.candidate].map { value in
                value.map { StyledText(NumberText.count($0)) } ?? StyledText("not reported", .dim)
            }
            table.addRow([StyledText(variant, .bold), StyledText(Wording.counter(change.counter))] + values)
        }
        let heading = StyledText("Exact counters that changed, per operation", .bold)
        return [Document.Section(heading, level: 2, blocks: [.table(table)])]
    }

    private func plans(_ variant: VariantComparison) -> [Document.Section] {
        guard let change = variant.planChange else { return [] }
        let heading = StyledText("Plan of \(variant.name) changed", .bold)
        var sections = [Document.Section(heading, level: 2, blocks: [.paragraph(StyledText(change.summary))])]
        for (name, plan) in [("before", change.base), ("after", change.candidate)] {
            let blocks: [Document.Block] =
                plan.map { [.table(PlanTable($0).table)] } ?? [.paragraph(StyledText("no plan was reported", .dim))]
            sections.append(Document.Section(StyledText(name, .dim), level: 2, blocks: blocks))
        }
        return sections
    }
}
