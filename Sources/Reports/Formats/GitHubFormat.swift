/// Judgements as workflow commands of GitHub Actions, which show as annotations: what failed, what cannot be told,
/// what became better, and the conclusion.
struct GitHubFormat {
    func render(_ judgements: Judgements) -> String {
        let lines = judgements.all.compactMap(annotation)
        return (lines + [command("notice", title: "ttaperf", judgements.conclusion)]).map { $0 + "\n" }.joined()
    }

    private func annotation(_ judgement: Judgement) -> String? {
        let level: String
        switch judgement.result {
        case .passed: return nil
        case .improved: level = "notice"
        case .failed, .broken: level = "error"
        case .undecided: level = "warning"
        }
        let name = judgement.scenario + (judgement.variant.map { "/\($0)" } ?? "")
        let message = ([judgement.reason] + judgement.details).joined(separator: "\n")
        return command(level, title: "\(name): \(judgement.label)", message)
    }

    private func command(_ level: String, title: String, _ message: String) -> String {
        "::\(level) title=\(escaped(title, isProperty: true))::\(escaped(message, isProperty: false))"
    }

    /// As the runner reads it back. Other line breaks than these do not end its lines, other control characters have
    /// no meaning in a message.
    private func escaped(_ text: String, isProperty: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where isProperty: escaped += "%3A"
            case "," where isProperty: escaped += "%2C"
            case _ where scalar.properties.generalCategory == .control: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
