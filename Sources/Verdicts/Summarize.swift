internal import Glibc
public import RunModel
internal import Statistics

/// The figures of one scenario for people, recomputed from its blocks.
///
/// - Parameter margins: for the minimum detectable effect.
public func summarize(
    _ result: ScenarioResult, targets: [Target] = [], margins: Margins = Margins()
) -> ScenarioSummary {
    let control = LaneSeries(name: Measurement.plainControl, role: .control, in: result)
    let variants = result.variants.map { variant in
        let series = LaneSeries(name: variant.name, role: .variant, in: result)
        var lane = laneSummary(series, summary: variant.summary, work: result.workPerOperation, unit: result.workUnit)
        lane.counters = variant.counters
        lane.plan = variant.plan
        lane.targets = targets.filter { $0.applies(to: result.scenario, variant: variant.name) }
            .map { check($0, series) }
        return (series, lane)
    }
    let speedUps = speedUps(variants.map(\.0))
    let margin = margins.margin(for: result.scenario, quantile: 0.5)
    return ScenarioSummary(
        scenario: result.scenario, operation: result.operation, outcome: result.outcome,
        blockCount: result.blocks.count, unsteadyBlockCount: result.blocks.count { !$0.isSteady },
        variants: variants.map(\.1),
        control: control.histograms.isEmpty
            ? nil : laneSummary(control, summary: result.controlDescription, work: 1, unit: "operation"),
        hostControls: LaneSeries.all(.hostControl, in: result).map {
            laneSummary($0, summary: $0.name, work: 1, unit: "operation")
        },
        speedUps: speedUps, criticalPath: CriticalPath(result),
        minimumDetectableEffect: variants.compactMap { ownDetectableEffect($0.0, margin: margin) }.max(),
        meaning: Meaning(result: result, speedUps: speedUps).sentence)
}

private func laneSummary(_ series: LaneSeries, summary: String, work: Int, unit: String) -> LaneSummary {
    let total = series.histograms.reduce(0) { $0 + $1.total }
    return LaneSummary(
        name: series.name, summary: summary, sampleCount: series.sampleCount,
        quantiles: shownQuantiles.map { quantileEstimate($0, series) },
        throughputPerSecond: total > 0 ? Double(series.sampleCount) * Double(work) / total * 1e9 : nil,
        workUnit: unit)
}

private func quantileEstimate(_ quantile: Double, _ series: LaneSeries) -> QuantileEstimate {
    if let refusal = SampleNeeds.refusal(quantile, [series]) {
        return QuantileEstimate(quantile: quantile, nanoseconds: nil, refusal: refusal)
    }
    return QuantileEstimate(
        quantile: quantile, nanoseconds: BlockQuantile(series.histograms)?.interval(at: quantile).map(Estimate.init))
}

private func check(_ target: Target, _ series: LaneSeries) -> TargetCheck {
    let judgement = TargetJudgement(series.histograms, limit: target.limitNanoseconds)
    return TargetCheck(
        target: target, result: judgement?.result(for: target.quantile) ?? .cannotTell,
        shareBeyond: judgement.map { Estimate(value: $0.share, lower: $0.lower, upper: $0.upper) },
        measured: quantileEstimate(target.quantile, series))
}

/// The first variant over each later one, paired block by block: BCa bootstrap of the blocks' log ratios.
private func speedUps(_ variants: [LaneSeries]) -> [SpeedUp] {
    guard let slow = variants.first else { return [] }
    return variants.dropFirst().compactMap { fast in
        guard slow.logMedians.count == fast.logMedians.count else { return nil }
        let differences = zip(slow.logMedians, fast.logMedians).map { $0 - $1 }
        let bootstrap = Bootstrap(confidence: 0.95, resamples: 1000, seed: 1)
        guard
            let interval = bootstrap.interval(
                differences, statistic: { TrimmedMean.mean($0, trim: TrimmedMean.blockShare) ?? .nan })
        else { return nil }
        return SpeedUp(slow: slow.name, fast: fast.name, ratio: Estimate(interval.mapped(exp)))
    }
}

/// What a comparison with an equally long run would find with a power of 80 %.
private func ownDetectableEffect(_ series: LaneSeries, margin: Double) -> Double? {
    guard let ratio = blockLocation(series.logRatios, runCorrelation: series.runCorrelation) else { return nil }
    let effect = Power.minimumDetectableEffect(
        standardError: ratio.standardError * 2.0.squareRoot(), margin: log1p(margin))
    return effect.isFinite ? expm1(effect) : nil
}

extension Estimate {
    init(_ interval: Interval) {
        self.init(value: interval.estimate, lower: interval.lower, upper: interval.upper)
    }
}
