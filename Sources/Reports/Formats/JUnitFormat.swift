import Terminal

/// Judgements as JUnit's XML: a suite for each scenario, a case for each variant, `time` is the median.
struct JUnitFormat {
    func render(_ judgements: Judgements) -> String {
        var names: [String] = []
        for judgement in judgements.all where !names.contains(judgement.scenario) { names.append(judgement.scenario) }
        let suites = names.map { name in suite(name, judgements.all.filter { $0.scenario == name }, judgements) }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites\(attributes([("name", "ttaperf")] + counts(judgements.all, withSkipped: false)))>\n"
            + suites.joined() + "</testsuites>\n"
    }

    private func suite(_ name: String, _ cases: [Judgement], _ judgements: Judgements) -> String {
        let timestamp = judgements.startedAtSeconds.flatMap { DateText.iso8601(secondsSince1970: $0) }
        var list = [("name", name)] + counts(cases, withSkipped: true)
        // The schema's times have no zone: UTC.
        if let timestamp { list.append(("timestamp", String(timestamp.dropLast()))) }
        if let host = judgements.host { list.append(("hostname", host)) }
        return "  <testsuite\(attributes(list))>\n" + cases.map(testCase).joined() + "  </testsuite>\n"
    }

    private func testCase(_ judgement: Judgement) -> String {
        var list = [("name", judgement.variant ?? judgement.scenario), ("classname", judgement.scenario)]
        // Not "\(seconds)", which may be 9e-06.
        if let seconds = judgement.medianSeconds { list.append(("time", decimal(seconds))) }
        return "    <testcase\(attributes(list))>\n" + outcome(judgement) + "    </testcase>\n"
    }

    private func outcome(_ judgement: Judgement) -> String {
        let text = ([judgement.reason] + judgement.details).joined(separator: "\n")
        let element =
            switch judgement.result {
            case .passed, .improved: ""
            case .failed: "failure"
            case .undecided: "skipped"
            case .broken: "error"
            }
        guard !element.isEmpty else {
            return "      <system-out>\(MarkupText.escaped("\(judgement.label): \(text)"))</system-out>\n"
        }
        let list = attributes([("type", judgement.label), ("message", judgement.reason)])
        return "      <\(element)\(list)>\(MarkupText.escaped(text))</\(element)>\n"
    }

    private func counts(_ cases: [Judgement], withSkipped: Bool) -> [(String, String)] {
        func count(_ result: Judgement.Result) -> String { String(cases.count { $0.result == result }) }
        return [("tests", String(cases.count)), ("failures", count(.failed)), ("errors", count(.broken))]
            + (withSkipped ? [("skipped", count(.undecided))] : [])
    }

    private func decimal(_ seconds: Double) -> String {
        NumberText.fixed(seconds, decimals: 9).filter { $0 != "," }
    }

    private func attributes(_ list: [(name: String, value: String)]) -> String {
        list.map { " \($0.name)=\"\(MarkupText.escaped($0.value, inAttribute: true))\"" }.joined()
    }
}
