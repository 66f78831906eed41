internal import Reports
internal import RunModel
internal import Terminal

/// What kept runs from being whole, for standard error: the report itself may go to a file that nobody reads.
struct RunTrouble {
    private var lines: [String]

    init(_ runs: [Run]) {
        let interrupted = runs.filter { $0.status == .interrupted }.map { "#\($0.number)" }
        if !interrupted.isEmpty {
            let keeps =
                interrupted.count == 1
                ? "run \(interrupted[0]) keeps" : "runs \(interrupted.joined(separator: ", ")) keep"
            lines = ["The measurement was interrupted; \(keeps) what was measured until then."]
            return
        }
        let reasons = runs.flatMap(\.scenarios).compactMap { result in
            result.outcome.reason.map { (scenario: result.scenario.rawValue, reason: $0) }
        }
        var seen: Set<String> = []
        lines = reasons.filter { seen.insert($0.reason).inserted }.map { first in
            var named: Set<String> = []
            let names = reasons.filter { $0.reason == first.reason && named.insert($0.scenario).inserted }
                .map(\.scenario).joined(separator: ", ")
            return "\(names) could not be measured: \(first.reason)"
        }
    }

    init(_ report: GateReport) {
        self.init(report.runs)
        if let missing = report.missingSecondLook { lines.append("\(missing)") }
    }

    func say(in context: Context) {
        for line in lines { context.errors("Error: \(line.replacingControlCharacters())\n") }
    }
}
