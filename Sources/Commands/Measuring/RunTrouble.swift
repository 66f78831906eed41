internal import RunModel

/// What kept a run from being whole, for standard error: the report itself may go to a file that nobody reads.
struct RunTrouble {
    private let lines: [String]

    /// - Parameter isInterrupted: also when the run itself is whole, and what should follow it was interrupted.
    init(_ run: Run, isInterrupted: Bool) {
        if isInterrupted {
            lines = ["The measurement was interrupted; run #\(run.number) keeps what was measured until then."]
            return
        }
        let reasons = run.scenarios.compactMap { result in
            result.outcome.reason.map { (scenario: result.scenario.rawValue, reason: $0) }
        }
        var seen: Set<String> = []
        lines = reasons.filter { seen.insert($0.reason).inserted }.map { first in
            let names = reasons.filter { $0.reason == first.reason }.map(\.scenario).joined(separator: ", ")
            return "\(names) could not be measured: \(first.reason)"
        }
    }

    func say(in context: Context) {
        for line in lines { context.errors("Error: \(line)\n") }
    }
}
