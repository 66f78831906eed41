import Terminal

/// A document as GitHub-flavoured Markdown, for a pull request or a wiki.
struct MarkdownFormat {
    func render(_ document: Document) -> String {
        let parts = document.sections.flatMap { section in
            (section.heading.map { [String(repeating: "#", count: section.level + 1) + " " + escape($0.plain)] } ?? [])
                + section.blocks.map(render)
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func render(_ block: Document.Block) -> String {
        switch block {
        case .paragraph(let text):
            return emphasised(text)
        case .item(let mark, let text, let details):
            return (["- \(mark.text.plain) \(emphasised(text))"] + details.map { "  \(emphasised($0))" })
                .joined(separator: "  \n")
        case .table(let table):
            return render(table)
        case .fields(let fields):
            return fields.map { "- **\(escape($0.label))** \(escape($0.text.plain))" }.joined(separator: "\n")
        case .next(let step):
            return "Next: `\(step.command)` (\(escape(step.purpose)))"
        }
    }

    private func render(_ table: TextTable) -> String {
        let header = table.columns.map { escape($0.title) }
        let rule = table.columns.map { $0.alignment == .right ? "---:" : "---" }
        let rows = table.rows.map { $0.map { escape($0.plain) } }
        return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private func emphasised(_ text: StyledText) -> String {
        text.spans.map { span in
            let isStrong = span.style == .bold || span.style == .bad
            guard isStrong, let first = span.text.firstIndex(where: { $0 != " " }),
                let last = span.text.lastIndex(where: { $0 != " " })
            else { return escape(span.text) }
            // Emphasis does not begin or end with a space.
            let lead = span.text[..<first]
            let trail = span.text[span.text.index(after: last)...]
            return "\(lead)**\(escape(String(span.text[first...last])))**\(trail)"
        }.joined()
    }

    /// What a scenario, a plan or a server wrote must not become markup.
    private func escape(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "|", "*", "_", "`", "[", "]", "\\", "#": escaped += "\\\(character)"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
