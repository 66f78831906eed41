internal import Glibc
internal import RunModel
internal import Statistics

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
            let floors = pair.floors
            return pair.candidate.variants.map { variant in
                let base = LaneSeries(name: variant.name, role: .variant, in: pair.base)
                let candidate = LaneSeries(name: variant.name, role: .variant, in: pair.candidate)
                let floor = FloorDependence(from: base, to: candidate, floors: floors)
                return shownQuantiles.map {
                    QuantileJudgement(
                        $0, from: base, to: candidate, floor: floor,
                        margin: policy.margins.margin(for: pair.candidate.scenario, quantile: $0),
                        isPaired: policy.isPaired,
                        // What cannot be judged must take no error rate from the rest.
                        isJudged: pair.refusal == nil)
                }
            }
        }
        let pValues = judged.joined().joined().compactMap(\.pValue)
        var levels = Holm.levels(pValues, alpha: ComparisonPolicy.errorRate).makeIterator()
        for scenario in judged.indices {
            for variant in judged[scenario].indices {
                for quantile in judged[scenario][variant].indices
                where judged[scenario][variant][quantile].pValue != nil {
                    judged[scenario][variant][quantile].decide(level: levels.next() ?? ComparisonPolicy.errorRate)
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
                barrier: barrier, weather: weather, warmth: Warmth(pair)
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
    private let shift: LocationEstimate?
    private let baseNanoseconds: Double?
    private let candidateNanoseconds: Double?
    private let refusal: String?
    /// Of the hypothesis that the change is within the margin; nil when there is nothing to judge.
    let pValue: Double?
    private var decision: (change: Interval, verdict: Verdict, minimumDetectableEffect: Double)?

    init(
        _ quantile: Double, from base: LaneSeries, to candidate: LaneSeries, floor: FloorDependence, margin: Double,
        isPaired: Bool, isJudged: Bool
    ) {
        self.quantile = quantile
        self.margin = margin
        baseNanoseconds = base.value(at: quantile)
        candidateNanoseconds = candidate.value(at: quantile)
        if let refusal = SampleNeeds.refusal(quantile, [base, candidate]) {
            self.refusal = refusal
            shift = nil
        } else {
            let estimate = Self.shift(quantile, base, candidate, floor, isPaired: isPaired)
            // A tail of which nothing short of a fourfold could be told is not judged: it would only take away from what
            // the other judgements may find.
            let isHopeless = quantile != 0.5 && (estimate.map { Self.detectableEffect($0, margin) > log(4) } ?? false)
            shift = isHopeless ? nil : estimate
            refusal = shift == nil ? SampleNeeds.scatterRefusal(quantile) : nil
        }
        pValue = isJudged ? shift?.pValue(margin: log1p(margin)) : nil
    }

    /// In logarithms, with a power of 80 %, of a single judgement.
    private static func detectableEffect(_ shift: LocationEstimate, _ margin: Double) -> Double {
        Power.minimumDetectableEffect(standardError: shift.standardError, margin: log1p(margin))
    }

    /// A tail is made of stalls, and so is the control's: it is held against the same quantile of the control, not
    /// against its median.
    private static func tailRatio(_ quantile: Double, _ series: LaneSeries) -> LocationEstimate? {
        guard let variant = BlockQuantile(series.histograms)?.logEstimate(at: quantile),
            let control = BlockQuantile(series.controls)?.logEstimate(at: quantile)
        else { return nil }
        return variant.location.minus(control.location)
            .widened(byRunCorrelation: series.runCorrelation, blockCount: variant.effectiveBlockCount)
    }

    private static func shift(
        _ quantile: Double, _ base: LaneSeries, _ candidate: LaneSeries, _ floor: FloorDependence, isPaired: Bool
    ) -> LocationEstimate? {
        if quantile == 0.5 {
            if isPaired {
                return blockLocation(
                    zip(candidate.logRatios, base.logRatios).map { $0 - $1 }, runCorrelation: candidate.runCorrelation)
            }
            return ratioShift(from: base, to: candidate, floor)
        }
        guard let before = tailRatio(quantile, base), let after = tailRatio(quantile, candidate) else { return nil }
        return after.minus(before).widened(by: floor)
    }

    var comparison: QuantileComparison {
        QuantileComparison(
            quantile: quantile, baseNanoseconds: baseNanoseconds, candidateNanoseconds: candidateNanoseconds,
            change: decision.map { Estimate($0.change.mapped(expm1)) }, margin: margin,
            minimumDetectableEffect: decision.map { expm1($0.minimumDetectableEffect) }.flatMap {
                $0.isFinite ? $0 : nil
            },
            verdict: decision?.verdict ?? .inconclusive, refusal: refusal)
    }

    /// - Parameter level: the error rate that Holm leaves to this judgement.
    ///
    /// A change needs the whole interval at Holm's level beyond the margin. That there is none is shown by two
    /// one-sided tests at 5 % (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987)), which need no
    /// adjustment: each claim of equality stands for itself.
    mutating func decide(level: Double) {
        guard let shift else { return }
        let limit = log1p(margin)
        let change = shift.interval(confidence: 1 - level)
        let verdict: Verdict
        if change.lower > limit {
            verdict = .regressed
        } else if change.upper < -limit {
            verdict = .improved
        } else {
            let equality = shift.interval(confidence: 0.90)
            verdict = equality.lower > -limit && equality.upper < limit ? .unchanged : .inconclusive
        }
        decision = (
            shift.interval(confidence: 0.95), verdict,
            Power.minimumDetectableEffect(standardError: shift.standardError, margin: limit, alpha: level)
        )
    }
}
