import RunModel
import Statistics
import Verdicts

/// What the study says of one cell, or of several together.
struct CellFigures: Codable, Sendable {
    var name: String
    var effectPercent: Int
    var chains: Int
    var runs: Int
    /// Runs that did not end as complete ones; they form no pair.
    var incompleteRuns: Int
    var pairs: Int
    /// Left out of every rate.
    var pairsInOtherEnvironment: Int
    var medianRunSeconds: Double?
    /// By judge. Invocations: A/A pairs in which any variant was called changed.
    var falseVerdicts: [String: Rate]
    /// A/B pairs in which any variant was called regressed; and those in which all were.
    var detectedAny: [String: Rate]
    var detectedAll: [String: Rate]
    /// Verdicts on variants of A/B pairs that say improved.
    var wrongSigns: [String: Rate]
    /// Of all our verdicts on variants.
    var unchanged: Rate
    var inconclusive: Rate
    var variants: [VariantFigures]
    var alarms: [Alarm]

    /// A verdict of ours that is false.
    struct Alarm: Codable, Sendable {
        var cell: String
        var chain: String
        var base: Int
        var candidate: Int
        var variant: String
        var verdict: String
        var reason: String
    }

    init(name: String, effectPercent: Int, _ chains: [JudgedChain]) {
        self.name = name
        self.effectPercent = effectPercent
        self.chains = chains.count
        let entries = chains.flatMap(\.entries)
        runs = entries.count
        incompleteRuns = entries.count { !$0.isComplete }
        medianRunSeconds = Quantiles.median(entries.filter(\.isComplete).compactMap(\.seconds))
        let all = chains.flatMap(\.judgements)
        let judged = all.filter { !$0.isBarred }
        pairs = judged.count
        pairsInOtherEnvironment = all.count - judged.count
        let (same, slowed) = (judged.filter { $0.pair.effectPercent == 0 }, judged.filter { $0.pair.effectPercent > 0 })
        falseVerdicts = Self.byJudge { judge in
            Rate(same.map { $0.contains(judge) { $0 == .regressed || $0 == .improved } })
        }
        detectedAny = Self.byJudge { judge in Rate(slowed.map { $0.contains(judge) { $0 == .regressed } }) }
        detectedAll = Self.byJudge { judge in Rate(slowed.map { $0.allSatisfy(judge) { $0 == .regressed } }) }
        wrongSigns = Self.byJudge { judge in
            Rate(slowed.flatMap(\.variants).map { $0.verdict(of: judge).map { $0 == .improved } })
        }
        let verdicts = judged.flatMap(\.variants).map(\.verdict)
        unchanged = Rate(verdicts.count { $0 == .unchanged }, of: verdicts.count)
        inconclusive = Rate(verdicts.count { $0 == .inconclusive }, of: verdicts.count)
        variants = VariantFigures.all(judged, effects: chains.flatMap { $0.record?.effects ?? [] })
        alarms = chains.flatMap { chain in
            chain.judgements.filter { !$0.isBarred }.flatMap { judgement in
                judgement.variants.filter { Self.isFalse($0.verdict, judgement.pair) }.map { variant in
                    Alarm(
                        cell: chain.cell.id, chain: chain.name, base: judgement.pair.base,
                        candidate: judgement.pair.candidate, variant: variant.name,
                        verdict: variant.verdict.rawValue, reason: variant.reason)
                }
            }
        }
    }

    private static func isFalse(_ verdict: Verdict, _ pair: RunPair) -> Bool {
        verdict == .improved || (verdict == .regressed && pair.effectPercent == 0)
    }

    private static func byJudge(_ rate: (JudgeName) -> Rate) -> [String: Rate] {
        Dictionary(uniqueKeysWithValues: JudgeName.allCases.map { ($0.rawValue, rate($0)) })
    }
}
