public import RunModel

extension RunComparison {
    /// The scenarios with a regression that rests on time: noise may have made it, so it is measured again.
    public var alarms: [ScenarioID] {
        scenarios.filter { $0.variants.contains(where: \.isAlarm) }.map(\.scenario)
    }

    /// The same with only those alarms that `second`, a later measurement against the same base, raises too; the others
    /// cannot be told. What is exact needs no second look.
    public func confirmed(by second: RunComparison) -> RunComparison {
        var result = self
        for scenario in result.scenarios.indices {
            let again = second.scenarios.first { $0.scenario == result.scenarios[scenario].scenario }
            for index in result.scenarios[scenario].variants.indices
            where result.scenarios[scenario].variants[index].isAlarm {
                let name = result.scenarios[scenario].variants[index].name
                result.scenarios[scenario].variants[index].settle(by: again?.variants.first { $0.name == name })
            }
        }
        result.confirmation = second.candidate
        return result
    }
}

extension VariantComparison {
    fileprivate var isAlarm: Bool { verdict == .regressed && !isExact }

    /// The same quantile has to be worse again: two alarms about different ones are two accidents.
    fileprivate mutating func settle(by second: VariantComparison?) {
        for index in quantiles.indices where quantiles[index].verdict == .regressed {
            let again = second?.quantiles.first { $0.quantile == quantiles[index].quantile }
            if again?.verdict != .regressed { quantiles[index].verdict = .inconclusive }
        }
        let isWorseAgain = second?.verdict == .regressed
        if let second, isWorseAgain, let worse = quantiles.first(where: { $0.verdict == .regressed }),
            let again = second.quantiles.first(where: { $0.quantile == worse.quantile })
        {
            // Of the quantile that both looks agree on, which need not be the first look's gravest.
            reason = "\(worse.sentence); measured again: \(again.sentence)"
        } else if let second, isWorseAgain, second.isExact {
            reason += "; measured again: \(second.reason)"
        } else {
            verdict = .inconclusive
            // It was not shown that the operation moved.
            if attribution == .operation { attribution = .cannotTell }
            reason +=
                second.map { "; but \(isWorseAgain ? "another quantile" : "not") when measured again: \($0.reason)" }
                ?? "; but it could not be measured again"
        }
    }
}
