import RunModel
import Terminal
import Verdicts

/// One scenario of a run: its figures, what they mean, its plans and findings.
struct ScenarioSections {
    var result: ScenarioResult
    /// Absent as long as no block was measured.
    var summary: ScenarioSummary?
    var findings: [Finding]

    var sections: [Document.Section] {
        let heading = StyledText(result.scenario.rawValue, .bold) + StyledText(" — \(result.operation)")
        let chart = comparesNothing ? nil : summary.flatMap(IntervalChart.init(latenciesOf:))
        return [Document.Section(heading, blocks: overview, chart: chart)] + (comparesNothing ? [] : parts)
    }

    private var comparesNothing: Bool { result.comparesNothing }

    private var overview: [Document.Block] {
        var blocks = outcome
        guard let summary, !comparesNothing, summary.variants.contains(where: { $0.sampleCount > 0 }) else {
            return blocks + warnings
        }
        let ways = result.variants.filter { !$0.summary.isEmpty }
        if !ways.isEmpty { blocks.append(.fields(ways.map { Document.Field($0.name, StyledText($0.summary)) })) }
        blocks.append(.paragraph(StyledText(basis(summary), .dim)))
        blocks.append(.table(VariantTable(summary: summary).table))
        if !summary.meaning.isEmpty { blocks.append(.paragraph(StyledText(summary.meaning))) }
        if let path = summary.criticalPath { blocks.append(.paragraph(StyledText(sentence(path)))) }
        blocks += missedTargets(summary) + refusals(summary) + warnings
        if let effect = summary.minimumDetectableEffect {
            let text =
                "A comparison with this run can notice a p50 that changes by \(NumberText.percent(effect)) or more."
            blocks.append(.item(.note, StyledText(text, .dim), details: []))
        }
        return blocks
    }

    private var outcome: [Document.Block] {
        switch result.outcome {
        case .valid: []
        case .invalid(let reason):
            [
                .item(
                    .bad, StyledText("invalid: ", .bad) + StyledText(reason),
                    details: ["Its figures compare nothing and are not shown."])
            ]
        case .failed(let reason):
            [.item(.bad, StyledText("failed: ", .bad) + StyledText(reason), details: [])]
        case .interrupted:
            [
                .item(
                    .warning, StyledText("interrupted: the figures rest on the blocks measured before", .warn),
                    details: [])
            ]
        case .unfinished:
            [
                .item(
                    .warning, StyledText("not finished: the figures rest on the blocks measured so far", .warn),
                    details: [])
            ]
        }
    }

    private func basis(_ summary: ScenarioSummary) -> String {
        var blocks = Wording.plural(summary.blockCount, "block")
        if summary.unsteadyBlockCount > 0 {
            blocks += " (\(NumberText.count(summary.unsteadyBlockCount)) not judged: still warming up)"
        }
        let samples = summary.variants.reduce(UInt64(0)) { $0 + $1.sampleCount }
        let control = median(summary.control).map { ["control: \(result.controlDescription), p50 \($0)"] } ?? []
        let hosts = summary.hostControls.compactMap { lane in median(lane).map { "\(lane.name) p50 \($0)" } }
        return ([blocks, "\(NumberText.count(samples)) samples"] + control + hosts).joined(separator: " · ")
    }

    /// `Critical path: narrative 2.1 ms, user 0.9 ms; …`.
    private func sentence(_ path: CriticalPath) -> String {
        let unit = DurationUnit(sharedBy: [path.totalNanoseconds, path.criticalNanoseconds])
        func time(_ value: Double) -> String { NumberText.duration(nanoseconds: value, in: unit) }
        let steps = path.steps.filter(\.isCritical).map { step in
            "\(Wording.step(step.name)) \(NumberText.duration(nanoseconds: step.nanoseconds))"
        }
        let ideal = path.idealSpeedUp.map { "; the ideal speed-up is \(NumberText.ratio($0))" } ?? ""
        return "Critical path: \(steps.joined(separator: ", then ")), together \(time(path.criticalNanoseconds)) of "
            + "\(time(path.totalNanoseconds)) in turn\(ideal)."
    }

    private func median(_ lane: LaneSummary?) -> String? {
        lane?.quantiles.first { $0.quantile == 0.5 }?.nanoseconds.map {
            NumberText.duration(nanoseconds: $0.value)
        }
    }

    private func missedTargets(_ summary: ScenarioSummary) -> [Document.Block] {
        summary.variants.flatMap { lane in
            lane.targets.compactMap { check -> Document.Block? in
                guard let problem = check.problem else { return nil }
                let text = "\(lane.name): \(problem)"
                return check.result == .missed
                    ? .item(.bad, StyledText(text, .bad), details: [])
                    : .item(.unknown, StyledText(text, .warn), details: [])
            }
        }
    }

    private func refusals(_ summary: ScenarioSummary) -> [Document.Block] {
        summary.variants.flatMap { lane -> [Document.Block] in
            lane.quantiles.compactMap { $0.nanoseconds == nil ? $0.refusal : nil }
                .map { .item(.note, StyledText("\(lane.name): \($0)", .dim), details: []) }
        }
    }

    private var warnings: [Document.Block] {
        result.warnings.map {
            .item(.warning, StyledText($0, .warn), details: [])
        }
    }

    private var parts: [Document.Section] {
        var parts: [Document.Section] = []
        if let counters = CounterTable(variants: result.variants).table {
            parts.append(
                Document.Section(StyledText("Exact, per operation", .bold), level: 2, blocks: [.table(counters)]))
        }
        for variant in result.variants {
            guard let plan = variant.plan else { continue }
            let hits = plan.totalDbHits.map { ", \(NumberText.count($0)) db hits" } ?? ""
            let heading = StyledText("Plan of \(variant.name)", .bold) + StyledText(hits)
            parts.append(Document.Section(heading, level: 2, blocks: [.table(PlanTable(plan).table)]))
        }
        let slow = findings.filter { $0.variant == nil || $0.variant == result.variants.first?.name }
        if !slow.isEmpty {
            parts.append(Document.Section(StyledText("Findings", .bold), level: 2, blocks: FindingItems.blocks(slow)))
        }
        return parts
    }
}
