import Terminal

/// The report for people.
struct StudyText {
    let report: StudyReport

    var text: String {
        [heading, same, slowed, injected, spread, alarms].filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var heading: [String] {
        let builds = report.builds.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value) runs)" }
        let averages = report.loadAverages.map { NumberText.fixed($0, decimals: 1) }
        return [
            "Verdict study",
            "machine   \(report.machine)",
            "servers   \(report.servers.joined(separator: ", "))",
            "builds    \(builds.joined(separator: ", "))",
            "others    load average before the chains: \(averages.joined(separator: " / ")) (least / median / most); "
                + "other work on the machine counts as load",
            "Rates have exact 95 % intervals (Clopper and Pearson); neighbouring pairs share a run.",
        ]
    }

    private var all: [CellFigures] { report.cells + report.totals }

    private var same: [String] {
        let cells = all.filter { $0.effectPercent == 0 }
        guard !cells.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init("cell"), .init("pairs", .right), .init("excluded", .right), .init("run", .right),
            .init("ours"), .init("raw medians 5 %"), .init("benchstat"), .init("unchanged"), .init("inconclusive"),
        ])
        for cell in cells {
            table.addRow(
                [
                    cell.name, "\(cell.pairs)", Self.excluded(cell), Self.seconds(cell.medianRunSeconds),
                    Self.text(cell.falseVerdicts, .ours), Self.text(cell.falseVerdicts, .threshold),
                    Self.text(cell.falseVerdicts, .benchstat), Self.short(cell.unchanged),
                    Self.short(cell.inconclusive),
                ].map { StyledText($0) })
        }
        return ["Unchanged code (A/A): invocations with any false verdict"] + Self.lines(table)
    }

    private var slowed: [String] {
        let cells = all.filter { $0.effectPercent > 0 }
        guard !cells.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init("cell"), .init("variant"), .init("pairs", .right), .init("excluded", .right), .init("run", .right),
            .init("change", .right), .init("ours"), .init("raw medians 5 %"), .init("benchstat"), .init("wrong sign"),
        ])
        for cell in cells {
            let figures = [
                ("any variant", cell.detectedAny), ("all variants", cell.detectedAll),
            ]
            for (index, (name, rates)) in figures.enumerated() {
                let head =
                    index == 0
                    ? [cell.name, name, "\(cell.pairs)", Self.excluded(cell), Self.seconds(cell.medianRunSeconds), ""]
                    : ["", name, "", "", "", ""]
                let wrong = cell.wrongSigns[JudgeName.ours.rawValue].map { "\($0.count) of \($0.of)" } ?? ""
                table.addRow(
                    (head + JudgeName.allCases.map { Self.text(rates, $0) } + [index == 0 ? wrong : ""])
                        .map { StyledText($0) })
            }
            for variant in cell.variants {
                table.addRow(
                    (["", variant.variant, "", "", "", variant.medianChange.map(NumberText.change) ?? ""]
                        + JudgeName.allCases.map { Self.text(variant.detected, $0) }).map { StyledText($0) })
            }
        }
        return ["Injected slow-down (A/B): found as regressed; change: median of the p50's, in units of the control"]
            + Self.lines(table)
    }

    private var injected: [String] {
        let cells = report.cells.filter { $0.variants.contains { !$0.injected.isEmpty } }
        guard !cells.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init("cell"), .init("variant"), .init("injected", .right), .init("before the chain"),
            .init("after the chain"),
        ])
        for cell in cells {
            for variant in cell.variants {
                for (index, effect) in variant.injected.enumerated() {
                    table.addRow(
                        [
                            index == 0 ? cell.name : "", index == 0 ? variant.variant : "",
                            NumberText.percent(effect.amount), Self.text(effect.before), Self.text(effect.after),
                        ].map { StyledText($0) })
                }
            }
        }
        return [
            "What was really injected, as a client saw it in alternation (a line a chain; injected: on Neo4j of the "
                + "server's time, on Redis of 20,000 rounds of work)"
        ] + Self.lines(table)
    }

    private var spread: [String] {
        let cells = all.filter { $0.variants.contains { $0.spread != nil } }
        guard !cells.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init("cell"), .init("variant"), .init("pairs", .right), .init("false", .right), .init("sd of d", .right),
            .init("95 % of |d|", .right), .init("max |d|", .right), .init("SE", .right), .init("sd of z", .right),
            .init("max |z|", .right),
        ])
        for cell in cells {
            for (index, variant) in cell.variants.enumerated() {
                guard let spread = variant.spread else { continue }
                table.addRow(
                    [
                        index == 0 ? cell.name : "", variant.variant, "\(spread.count)",
                        variant.falseVerdicts[JudgeName.ours.rawValue].map { "\($0.count)" } ?? "",
                        Self.percent(spread.standardDeviation), Self.percent(spread.absolute95),
                        Self.percent(spread.absoluteMaximum), Self.percent(spread.medianStandardError),
                        NumberText.fixed(spread.zStandardDeviation, decimals: 2),
                        NumberText.fixed(spread.zMaximum, decimals: 2),
                    ].map { StyledText($0) })
            }
        }
        return ["Spread of the p50's change d of the log ratio in A/A pairs, and z = d / SE"] + Self.lines(table)
    }

    private var alarms: [String] {
        let alarms = report.cells.flatMap(\.alarms)
        guard !alarms.isEmpty else { return [] }
        return ["False verdicts"]
            + alarms.map {
                "  \($0.cell)/\($0.chain) #\($0.base) #\($0.candidate)  \($0.variant) \($0.verdict): \($0.reason)"
            }
    }

    private static func lines(_ table: TextTable) -> [String] {
        table.lines(width: .unlimited, indent: 2, styles: StyleRenderer(isColoured: false))
    }

    private static func excluded(_ cell: CellFigures) -> String {
        let runs = cell.incompleteRuns == 0 ? "" : " + \(cell.incompleteRuns) runs"
        return "\(cell.pairsInOtherEnvironment)\(runs)"
    }

    private static func seconds(_ value: Double?) -> String {
        value.map { "\(NumberText.fixed($0, decimals: 1)) s" } ?? NumberText.absent
    }

    private static func percent(_ value: Double) -> String { "\(NumberText.fixed(value * 100, decimals: 2)) %" }

    private static func text(_ rates: [String: Rate], _ judge: JudgeName) -> String {
        guard let rate = rates[judge.rawValue], let share = rate.share, let lower = rate.lower, let upper = rate.upper
        else { return NumberText.absent }
        return "\(rate.count)/\(rate.of) = \(NumberText.percent(share)) "
            + "[\(NumberText.fixed(lower * 100, decimals: 1)), \(NumberText.fixed(upper * 100, decimals: 1))]"
    }

    private static func short(_ rate: Rate) -> String { rate.share.map(NumberText.percent) ?? NumberText.absent }

    private static func text(_ effect: InjectedEffect.Interval?) -> String {
        guard let effect else { return NumberText.absent }
        return "\(NumberText.change(effect.value)) [\(NumberText.signedPercentDigits(effect.lower)), "
            + "\(NumberText.signedPercentDigits(effect.upper))]"
    }
}
