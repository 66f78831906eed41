import RunModel
import Terminal

/// Findings as advice: what was seen, what to do, where to read on.
enum FindingItems {
    static func blocks(_ findings: [Finding]) -> [Document.Block] {
        findings.map { finding in
            let name = finding.variant.map { StyledText($0, .bold) + ": " } ?? ""
            let details =
                [Document.Mark.advice.text + StyledText(" \(finding.advice)")]
                + (finding.link.map { [StyledText($0, .dim)] } ?? [])
            return .item(
                .warning,
                name + StyledText(finding.evidence)
                    + StyledText(" (reported when \(finding.threshold))", .dim),
                details: details)
        }
    }
}
