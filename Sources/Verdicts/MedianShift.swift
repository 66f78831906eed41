package import RunModel
package import Statistics

/// The change of the logarithm of a variant's p50 ratio to its control, with the error that the judgement reckons with:
/// for the study that holds this error against the scatter of many comparisons. Nil where it cannot be estimated.
package func medianShift(
    of variant: String, from base: ScenarioResult, to candidate: ScenarioResult
) -> LocationEstimate? {
    let before = LaneSeries(name: variant, role: .variant, in: base)
    let after = LaneSeries(name: variant, role: .variant, in: candidate)
    let floors = ScenarioPair(base: base, candidate: candidate).floors
    return ratioShift(from: before, to: after, FloorDependence(from: before, to: after, floors: floors))
}
