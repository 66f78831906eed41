import RunModel
import Terminal
import Verdicts

/// How single values are spelled in every report.
enum Wording {
    /// `p50`, `p99.9`.
    static func quantile(_ quantile: Double) -> String {
        Target.quantileName(quantile)
    }

    static func latency(_ estimate: Estimate, in unit: DurationUnit?) -> String {
        NumberText.duration(
            nanoseconds: estimate.value, lower: estimate.lower, upper: estimate.upper, in: unit)
    }

    /// `14.2× (13.9–14.6)`.
    static func ratio(_ estimate: Estimate) -> String {
        let places = NumberText.decimals(for: estimate.value)
        let bounds = [estimate.lower, estimate.upper].map { NumberText.fixed($0, decimals: places) }
        return "\(NumberText.ratio(estimate.value)) (\(bounds[0])–\(bounds[1]))"
    }

    /// `+20.3 % (+18.1 to +22.4)`.
    static func change(_ estimate: Estimate) -> String {
        let bounds = [estimate.lower, estimate.upper].map(NumberText.signedPercentDigits)
        return "\(NumberText.change(estimate.value)) (\(bounds[0]) to \(bounds[1]))"
    }

    static func limit(_ target: Target) -> String {
        let limit = Double(target.limitNanoseconds)
        let unit = DurationUnit(for: limit)
        return
            "\(quantile(target.quantile)) < \(NumberText.duration(nanoseconds: limit, in: unit).droppingZeroDecimals)"
    }

    /// `narrative` of the lane `step.narrative`.
    static func step(_ lane: String) -> String { lane.split(separator: ".").last.map(String.init) ?? lane }

    static func counter(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

    /// `abc1234 on main, uncommitted changes`.
    static func source(commit: String, branch: String?, isDirty: Bool) -> String {
        String(commit.prefix(7)) + (branch.map { " on \($0)" } ?? "") + (isDirty ? ", uncommitted changes" : "")
    }

    /// `500 Session · 20,000 NarrativeNode`, by name.
    static func dataSize(_ counts: [String: Int64]) -> String {
        let sorted = counts.sorted { $0.key < $1.key }
        return sorted.map { "\(NumberText.count($0.value)) \($0.key)" }.joined(separator: " · ")
    }

    static func status(_ status: Run.Status) -> StyledText {
        switch status {
        case .running: StyledText("not finished", .warn)
        case .complete: StyledText("complete", .good)
        case .interrupted: StyledText("interrupted", .warn)
        case .failed: StyledText("failed", .bad)
        }
    }

    /// Behind the status; empty for a run of `measure`.
    static func origin(_ origin: Run.Origin) -> StyledText {
        switch origin {
        case .measure: ""
        case .gate: StyledText(" (gate)", .dim)
        case .confirmation: StyledText(" (gate, again)", .dim)
        }
    }

    static func verdict(_ verdict: Verdict) -> StyledText {
        switch verdict {
        case .improved: StyledText("✓ improved", .good)
        case .regressed: StyledText("✗ regressed", .bad)
        case .unchanged: StyledText("= unchanged", .dim)
        case .inconclusive: StyledText("? inconclusive", .warn)
        }
    }

    /// `commands`, `queries`, `batches`.
    static func pluralForm(of unit: String) -> String {
        if unit.hasSuffix("s") { return unit }
        if unit.hasSuffix("y") { return unit.dropLast() + "ies" }
        return unit + (unit.hasSuffix("ch") ? "es" : "s")
    }

    static func plural(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(NumberText.count(count)) \(count == 1 ? singular : plural ?? singular + "s")"
    }
}

extension TargetCheck {
    /// Why the target is not met, with figures; nil when it is.
    var problem: String? {
        let name = Wording.quantile(target.quantile)
        let limit = "the target \(target.pattern) \(Wording.limit(target))"
        let figure = measured.nanoseconds.map { Wording.latency($0, in: nil) }
        switch result {
        case .met: return nil
        case .missed:
            guard let figure else { return "over \(limit)" + (share.map { ": \($0)" } ?? "") }
            return "\(name) is \(figure), over \(limit)"
        case .cannotTell:
            return "cannot tell \(limit): \(share ?? "nothing was sampled")"
        }
    }

    /// What the result rests on: `1.2 % (0.6–2.1) of the samples took longer, 1 % may`.
    private var share: String? {
        shareBeyond.map { share in
            func percent(_ share: Double) -> String { NumberText.significant(share * 100, digits: 2) }
            let allowed = "\(percent(1 - target.quantile)) %".droppingZeroDecimals
            return "\(percent(share.value)) % (\(percent(share.lower))–\(percent(share.upper))) of the samples took "
                + "longer, \(allowed) may"
        }
    }
}

extension ScenarioResult {
    /// Figures of an invalid scenario would invite the comparison that they cannot carry.
    var comparesNothing: Bool {
        if case .invalid = outcome { return true }
        return false
    }
}

extension String {
    /// `10.0 ms` as a person writes a limit: `10 ms`.
    var droppingZeroDecimals: String {
        guard let dot = firstIndex(of: "."), let space = firstIndex(of: " "), dot < space else { return self }
        guard self[index(after: dot)..<space].allSatisfy({ $0 == "0" }) else { return self }
        return String(self[..<dot] + self[space...])
    }
}
