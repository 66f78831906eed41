internal import RunModel
internal import Terminal

/// Whether a server still compiled its queries while it was measured: it becomes faster by itself then, whatever else
/// has changed.
struct Warmth {
    /// How much of the time the server's just-in-time compiler worked; nil where it does not say.
    private var base: Double?
    private var candidate: Double?

    init(_ pair: ScenarioPair) {
        base = pair.base.compilationShare
        candidate = pair.candidate.compilationShare
    }

    /// Why `verdict` may come from the warming up alone; nil: it does not.
    ///
    /// A server that was cold in the base looks better in the candidate. That it has become worse all the same is so
    /// much the surer, and the other way round.
    func doubt(about verdict: Verdict) -> String? {
        switch verdict {
        case .improved: doubt("base", base)
        case .regressed: doubt("candidate", candidate)
        case .unchanged: doubt("base", base) ?? doubt("candidate", candidate)
        case .inconclusive: nil
        }
    }

    private func doubt(_ name: String, _ share: Double?) -> String? {
        guard let share, share > ScenarioResult.settledCompilationShare else { return nil }
        return "the server was still warming up in the \(name): its JIT compiler worked "
            + "\(NumberText.percent(share)) of the time"
    }
}
