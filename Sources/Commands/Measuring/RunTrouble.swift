internal import RunModel
internal import Terminal

/// What kept runs from being whole, for standard error: the report itself may go to a file that nobody reads.
struct RunTrouble {
    private let lines: [String]

    init(_ runs: [Run]) {
        if let first = runs.first, runs.contains(where: { $0.status == .interrupted }) {
            lines = ["The measurement was interrupted; run #\(first.number) keeps what was measured until then."]
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

    func say(in context: Context) {
        for line in lines { context.errors("Error: \(line.replacingControlCharacters())\n") }
    }
}
