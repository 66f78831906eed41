import Verdicts

/// Who judges: ours and the two that it is held against.
enum JudgeName: String, CaseIterable, Codable, Sendable {
    case ours
    /// Raw medians and 5 %.
    case threshold
    case benchstat
}

extension PairJudgement.Variant {
    func verdict(of judge: JudgeName) -> Verdict? {
        switch judge {
        case .ours: verdict
        case .threshold: threshold
        case .benchstat: benchstat
        }
    }

    func isChange(_ judge: JudgeName) -> Bool? {
        verdict(of: judge).map { $0 == .regressed || $0 == .improved }
    }
}

extension PairJudgement {
    /// Whether any variant's verdict satisfies `condition`; nil when the judge says nothing of any.
    func contains(_ judge: JudgeName, where condition: (Verdict) -> Bool) -> Bool? {
        let verdicts = variants.compactMap { $0.verdict(of: judge) }
        return verdicts.isEmpty ? nil : verdicts.contains(where: condition)
    }

    func allSatisfy(_ judge: JudgeName, _ condition: (Verdict) -> Bool) -> Bool? {
        let verdicts = variants.compactMap { $0.verdict(of: judge) }
        return verdicts.isEmpty ? nil : verdicts.allSatisfy(condition)
    }
}
