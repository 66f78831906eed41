internal import Glibc
internal import RunModel
internal import Statistics
internal import Terminal

/// Judges every variant of every scenario of a comparison with one error rate for all (Holm).
struct Judge {
    private let pairs: [ScenarioPair]
    private let policy: ComparisonPolicy
    /// By scenario and variant, one for each shown quantile.
    private let judged: [[[QuantileJudgement]]]

    init(pairs: [ScenarioPair], policy: ComparisonPolicy) {
        self.pairs = pairs
        self.policy = policy
        var judged = pairs.map { pair in
            pair.candidate.variants.map { variant in
                shownQuantiles.map {
                    QuantileJudgement(
                        $0, of: variant.name, in: pair, margin: policy.margins(pair.candidate.scenario, $0),
                        isPaired: policy.isPaired)
                }
            }
        }
        let pValues = judged.joined().joined().compactMap(\.pValue)
        var levels = Holm.levels(pValues, alpha: policy.alpha).makeIterator()
        for scenario in judged.indices {
            for variant in judged[scenario].indices {
                for quantile in judged[scenario][variant].indices
                where judged[scenario][variant][quantile].pValue != nil {
                    judged[scenario][variant][quantile].level = levels.next()
                }
            }
        }
        self.judged = judged
    }

    /// - Parameter fields: differences of the environment that make every verdict inconclusive; none: judge.
    func comparison(of index: Int, barredBy fields: [String]) -> ScenarioComparison {
        let pair = pairs[index]
        let weather = Weather(pair)
        let barrier =
            fields.isEmpty ? pair.refusal : "the environments differ in \(fields.joined(separator: ", "))"
        let variants = pair.candidate.variants.indices.compactMap { position -> VariantComparison? in
            let variant = pair.candidate.variants[position]
            guard let before = pair.base.variants.first(where: { $0.name == variant.name }) else { return nil }
            return VariantJudgement(
                quantiles: judged[index][position],
                exact: ExactChanges(before, variant, gated: policy.gatedCounters(pair.candidate.scenario)),
                barrier: barrier, weather: weather
            ).comparison(name: variant.name)
        }
        return ScenarioComparison(
            scenario: pair.candidate.scenario, variants: variants, controlChange: weather.control,
            hostControlChanges: weather.hosts)
    }
}

/// One quantile of one variant in both runs.
struct QuantileJudgement {
    let quantile: Double
    let margin: Double
    /// The change of the logarithm of the ratio to the control; nil when it cannot be estimated.
    let shift: LocationEstimate?
    private let baseNanoseconds: Double?
    private let candidateNanoseconds: Double?
    private let refusal: String?
    /// The error rate that Holm leaves to this judgement.
    var level: Double?

    init(_ quantile: Double, of variant: String, in pair: ScenarioPair, margin: Double, isPaired: Bool) {
        self.quantile = quantile
        self.margin = margin
        let base = LaneSeries(name: variant, role: .variant, in: pair.base)
        let candidate = LaneSeries(name: variant, role: .variant, in: pair.candidate)
        baseNanoseconds = base.value(at: quantile)
        candidateNanoseconds = candidate.value(at: quantile)
        if let refusal = SampleNeeds.refusal(quantile, counts: [base.sampleCount, candidate.sampleCount]) {
            self.refusal = refusal
            shift = nil
        } else {
            shift = Self.shift(quantile, base, candidate, isPaired: isPaired)
            refusal = shift == nil ? SampleNeeds.scatterRefusal(quantile) : nil
        }
    }

    private static func shift(
        _ quantile: Double, _ base: LaneSeries, _ candidate: LaneSeries, isPaired: Bool
    ) -> LocationEstimate? {
        if quantile == 0.5 {
            if isPaired, base.logRatios.count >= 3, candidate.logRatios.count >= 3 {
                return blockLocation(zip(candidate.logRatios, base.logRatios).map { $0 - $1 })
            }
            guard let before = blockLocation(base.logRatios), let after = blockLocation(candidate.logRatios) else {
                return nil
            }
            return after.minus(before)
        }
        guard let before = BlockQuantile(base.histograms, scales: base.controlMedians)?.logEstimate(at: quantile),
            let after = BlockQuantile(candidate.histograms, scales: candidate.controlMedians)?
                .logEstimate(at: quantile)
        else { return nil }
        return after.minus(before)
    }

    private var logMargin: Double { log1p(margin) }

    /// Of the hypothesis that the change is within the margin; nil when there is nothing to judge.
    var pValue: Double? { shift?.pValue(margin: logMargin) }

    var comparison: QuantileComparison {
        let interval = shift.map { $0.interval(confidence: 1 - (level ?? 0.05)).mapped(expm1) }
        let effect = shift.map {
            expm1(
                Power.minimumDetectableEffect(
                    standardError: $0.standardError, margin: logMargin, alpha: level ?? 0.05))
        }
        return QuantileComparison(
            quantile: quantile, baseNanoseconds: baseNanoseconds, candidateNanoseconds: candidateNanoseconds,
            change: interval.map { Estimate($0) }, margin: margin,
            minimumDetectableEffect: effect.flatMap { $0.isFinite ? $0 : nil }, verdict: verdict, refusal: refusal)
    }

    /// A change needs the whole interval at Holm's level beyond the margin. That there is none is shown by two
    /// one-sided tests at 5 % (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987)), which need no
    /// adjustment: each claim of equality stands for itself.
    var verdict: Verdict {
        guard let shift, let level else { return .inconclusive }
        let change = shift.interval(confidence: 1 - level)
        if change.lower > logMargin { return .regressed }
        if change.upper < -logMargin { return .improved }
        let equality = shift.interval(confidence: 0.90)
        return equality.lower > -logMargin && equality.upper < logMargin ? .unchanged : .inconclusive
    }
}

extension LaneSeries {
    /// In nanoseconds, over all steady blocks; nil without samples.
    func value(at quantile: Double) -> Double? {
        var all = Histogram()
        for histogram in histograms { all.merge(histogram) }
        guard all.count >= SampleNeeds.count(for: quantile) else { return nil }
        return all.value(atQuantile: quantile).map(Double.init)
    }
}
