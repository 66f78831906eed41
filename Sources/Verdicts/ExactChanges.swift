internal import RunModel
internal import Terminal

/// What is exact about a variant and not the same in both runs.
struct ExactChanges {
    var counters: [CounterChange]
    var plan: PlanChange?
    /// What is worse beyond any doubt, one clause each; empty when nothing is.
    var regressions: [String]

    init(_ base: VariantResult, _ candidate: VariantResult, gated: Set<String>) {
        counters = Set(base.counters.keys).union(candidate.counters.keys).sorted().compactMap { name in
            let (before, after) = (base.counters[name], candidate.counters[name])
            return before == after ? nil : CounterChange(counter: name, base: before, candidate: after)
        }
        plan = PlanDiff(base.plan, candidate.plan)?.change
        regressions = counters.compactMap { change in
            guard gated.contains(change.counter), let before = change.base, let after = change.candidate,
                after > before
            else { return nil }
            return Self.clause(change.counter, before: before, after: after)
        }
        if let before = base.plan, let after = candidate.plan, before.usesIndex, !after.usesIndex {
            regressions.append("its plan lost the index")
        }
    }
}

extension ExactChanges {
    /// `1 round trip instead of 100`.
    static func clause(_ counter: String, before: Int64, after: Int64) -> String {
        var name = counter.map { $0 == "_" ? " " : String($0) }.joined()
        if after == 1, name.hasSuffix("s") { name.removeLast() }
        return "\(NumberText.count(after)) \(name) instead of \(NumberText.count(before))"
    }
}

/// How the shape of a plan changed.
struct PlanDiff {
    let change: PlanChange

    /// Nil when both have the same shape, or when either is not known: a server that reports no plan lost none.
    init?(_ base: PlanTree?, _ candidate: PlanTree?) {
        guard let base, let candidate, base.shape != candidate.shape else { return nil }
        change = PlanChange(base: base, candidate: candidate, summary: Self.summary(base, candidate))
    }

    private static func summary(_ base: PlanTree, _ candidate: PlanTree) -> String {
        let (gone, new) = difference(base.map(\.operatorName), candidate.map(\.operatorName))
        let what =
            switch (gone.isEmpty, new.isEmpty) {
            case (false, false): "\(list(gone)) became \(list(new))"
            case (false, true): "\(list(gone)) is gone"
            case (true, false): "\(list(new)) is new"
            case (true, true): "the same operators stand in another order"
            }
        if base.usesIndex, !candidate.usesIndex { return "\(what): the index is no longer used." }
        if !base.usesIndex, candidate.usesIndex { return "\(what): an index is used now." }
        return "\(what)."
    }

    private static func list(_ names: [String]) -> String { names.uniqued.joined(separator: ", ") }

    /// What only one of the two multisets holds.
    private static func difference(_ base: [String], _ candidate: [String]) -> (gone: [String], new: [String]) {
        var new = candidate
        let gone = base.filter { name in
            guard let index = new.firstIndex(of: name) else { return true }
            new.remove(at: index)
            return false
        }
        return (gone, new)
    }
}
