import Glibc
import Statistics
import Verdicts

/// What the study says of one variant in a cell.
struct VariantFigures: Codable, Sendable {
    var variant: String
    /// By judge: called changed in an A/A pair.
    var falseVerdicts: [String: Rate]
    /// By judge: called regressed in an A/B pair.
    var detected: [String: Rate]
    /// Of the p50's ratio to the control in A/B pairs: half of them show this slow-down or less. Nil without any.
    var medianChange: Double?
    /// In A/A pairs.
    var spread: Spread?
    /// What the alternations before and after the chains showed, all of them.
    var injected: [InjectedEffect]

    /// How far the change of the log ratio scatters, and whether its error says so.
    struct Spread: Codable, Sendable, Equatable {
        var count: Int
        /// Of the change d.
        var standardDeviation: Double
        /// 95 % of |d| are at or below it.
        var absolute95: Double
        var absoluteMaximum: Double
        /// Of z = d / SE: 1 when the standard error is right, more when it is too small.
        var zStandardDeviation: Double
        var zMaximum: Double
        /// Half of the errors are at or below it.
        var medianStandardError: Double

        /// Nil for fewer than two.
        init?(_ shifts: [LocationEstimate]) {
            let known = shifts.filter { $0.standardError > 0 }
            guard known.count >= 2 else { return nil }
            let changes = known.map(\.value)
            let ratios = known.map { $0.value / $0.standardError }
            count = known.count
            standardDeviation = Self.standardDeviation(changes)
            absolute95 = Quantiles.interpolated(changes.map(abs), at: 0.95) ?? 0
            absoluteMaximum = changes.map(abs).max() ?? 0
            zStandardDeviation = Self.standardDeviation(ratios)
            zMaximum = ratios.map(abs).max() ?? 0
            medianStandardError = Quantiles.median(known.map(\.standardError)) ?? 0
        }

        /// Around 0, which is where A/A pairs should lie.
        private static func standardDeviation(_ values: [Double]) -> Double {
            (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
        }
    }

    static func all(_ judgements: [PairJudgement], effects: [InjectedEffect]) -> [VariantFigures] {
        var names: [String] = []
        for variant in judgements.flatMap(\.variants) where !names.contains(variant.name) {
            names.append(variant.name)
        }
        return names.map { name in
            let same = variants(name, judgements.filter { $0.pair.effectPercent == 0 })
            let slowed = variants(name, judgements.filter { $0.pair.effectPercent > 0 })
            func rates(_ answer: (JudgeName) -> [Bool?]) -> [String: Rate] {
                Dictionary(uniqueKeysWithValues: JudgeName.allCases.map { ($0.rawValue, Rate(answer($0))) })
            }
            return VariantFigures(
                variant: name,
                falseVerdicts: rates { judge in same.map { $0.isChange(judge) } },
                detected: rates { judge in slowed.map { $0.verdict(of: judge).map { $0 == .regressed } } },
                medianChange: Quantiles.median(slowed.compactMap(\.shift).map(\.value)).map { expm1($0) },
                spread: Spread(same.compactMap(\.shift)), injected: effects.filter { $0.variants.contains(name) })
        }
    }

    private static func variants(_ name: String, _ judgements: [PairJudgement]) -> [PairJudgement.Variant] {
        judgements.compactMap { $0.variants.first { $0.name == name } }
    }
}
