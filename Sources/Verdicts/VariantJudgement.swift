internal import RunModel
internal import Terminal

/// One variant's verdict, with the reason and what moved.
struct VariantJudgement {
    var quantiles: [QuantileJudgement]
    var exact: ExactChanges
    /// Why nothing may be judged; nil: judge.
    var barrier: String?
    var weather: Weather
    var warmth: Warmth

    func comparison(name: String) -> VariantComparison {
        let (verdict, reason) = decide(quantiles.map(\.comparison))
        let timed = quantiles.map { quantile in
            var comparison = quantile.comparison
            if barrier != nil || warmth.doubt(about: comparison.verdict) != nil { comparison.verdict = .inconclusive }
            return comparison
        }
        return VariantComparison(
            name: name, verdict: verdict, reason: reason, isExact: barrier == nil && !exact.regressions.isEmpty,
            quantiles: timed,
            attribution: attribution(verdict), counterChanges: exact.counters, planChange: exact.plan)
    }

    /// Exact facts first, then whatever quantile is worse, then the median.
    private func decide(_ timed: [QuantileComparison]) -> (Verdict, String) {
        if let barrier { return (.inconclusive, barrier) }
        if !exact.regressions.isEmpty { return (.regressed, exact.regressions.joined(separator: "; ")) }
        let (verdict, reason) = decideByTime(timed)
        return warmth.doubt(about: verdict).map { (.inconclusive, $0) } ?? (verdict, reason)
    }

    private func decideByTime(_ timed: [QuantileComparison]) -> (Verdict, String) {
        if let worse = timed.first(where: { $0.verdict == .regressed }) { return (.regressed, worse.sentence) }
        guard let median = timed.first else { return (.inconclusive, "nothing was measured") }
        if median.verdict == .unchanged, let better = timed.first(where: { $0.verdict == .improved }) {
            return (.improved, better.sentence)
        }
        return (median.verdict, median.sentence)
    }

    /// The ratio moved: the operation, and beside it whatever control moved too. Else a control alone.
    private func attribution(_ verdict: Verdict) -> Attribution {
        if barrier != nil { return .cannotTell }
        if verdict == .regressed || verdict == .improved { return weather.cause ?? .operation }
        if let cause = weather.cause { return cause }
        return verdict == .unchanged ? .none : .cannotTell
    }
}

extension QuantileComparison {
    /// Why the verdict is what it is, with figures.
    var sentence: String {
        let name = Target.quantileName(quantile)
        guard let change else { return refusal ?? "\(name) was not measured" }
        let size = NumberText.percent(abs(change.value))
        let limit = "the margin of \(NumberText.percent(margin))"
        let interval =
            "\(NumberText.change(change.lower)) to \(NumberText.change(change.upper))"
        switch verdict {
        case .regressed: return "the \(name) is \(size) slower, and the whole interval is beyond \(limit)"
        case .improved: return "the \(name) is \(size) faster, and the whole interval is beyond \(limit)"
        case .unchanged: return "the \(name), as a ratio to its control, is shown to differ by less than \(limit)"
        case .inconclusive where change.isBeyond(margin):
            return "the \(name) may be \(size) \(change.value > 0 ? "slower" : "faster"), which is too little evidence "
                + "among all judgements of this comparison"
        case .inconclusive: return "the \(name) may differ by \(interval), which \(limit) cuts through"
        }
    }
}
