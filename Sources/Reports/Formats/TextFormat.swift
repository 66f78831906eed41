import Terminal

/// A document as lines for a terminal or a pipe.
struct TextFormat {
    var layout: TextLayout

    func render(_ document: Document) -> String {
        var lines: [String] = []
        for section in document.sections {
            if !lines.isEmpty { lines.append("") }
            lines += render(section)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func render(_ section: Document.Section) -> [String] {
        var lines: [String] = []
        var indent = 0
        if let heading = section.heading {
            indent = 2 * section.level
            lines += wrapped(heading, indent: indent - 2, hanging: 2)
        }
        var previous: Document.Block?
        for block in section.blocks {
            if let previous, previous.standsApart || block.standsApart { lines.append("") }
            lines += render(block, indent: indent)
            previous = block
        }
        return lines
    }

    private func render(_ block: Document.Block, indent: Int) -> [String] {
        switch block {
        case .paragraph(let text):
            return wrapped(text, indent: indent)
        case .item(let mark, let text, let details):
            return wrapped(mark.text + " " + text, indent: indent, hanging: 2)
                + details.flatMap { wrapped($0, indent: indent + 2, hanging: 2) }
        case .table(let table):
            return table.lines(width: layout.width, indent: indent, styles: layout.styles)
        case .fields(let fields):
            let labelWidth = fields.map(\.label.displayWidth).max() ?? 0
            return fields.flatMap { field in
                labelled(field.label.padded(to: labelWidth), field.text, indent: indent)
            }
        case .next(let step):
            return labelled(
                "Next", StyledText(step.command, .bold) + StyledText("  (\(step.purpose))", .dim), indent: 0)
        }
    }

    private func labelled(_ label: String, _ text: StyledText, indent: Int) -> [String] {
        let lines = lines(of: text, indent: indent + label.displayWidth + 2)
        return lines.enumerated().map { index, line in
            let lead = index == 0 ? layout.styles.render(label, .dim) : spaces(label.displayWidth)
            return spaces(indent) + lead + "  " + layout.styles.render(line)
        }
    }

    /// - Parameter hanging: further indentation of the second line and those after it.
    private func wrapped(_ text: StyledText, indent: Int, hanging: Int = 0) -> [String] {
        let lines = lines(of: text, indent: indent + hanging)
        return lines.enumerated().map { index, line in
            spaces(indent + (index == 0 ? 0 : hanging)) + layout.styles.render(line)
        }
    }

    private func lines(of text: StyledText, indent: Int) -> [StyledText] {
        layout.width.columns.map { columns in
            text.displayWidth + indent <= columns ? [text] : text.wrapped(to: columns - indent)
        } ?? [text]
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Document.Block {
    fileprivate var standsApart: Bool {
        switch self {
        case .table, .next: true
        case .paragraph, .item, .fields: false
        }
    }
}
