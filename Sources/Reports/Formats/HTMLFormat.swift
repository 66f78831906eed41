import Terminal

/// A document as one page that needs nothing beside itself: no script, no font, no image, light and dark.
struct HTMLFormat {
    func render(_ document: Document, title: String) -> String {
        let sections = document.sections.map(render).joined(separator: "\n")
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(MarkupText.escaped("ttaperf: " + title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <h1>\(MarkupText.escaped(title))</h1>
            \(sections)
            </main>
            </body>
            </html>

            """
    }

    private func render(_ section: Document.Section) -> String {
        let level = section.level + 1
        let heading = section.heading.map { ["<h\(level)>\(spans($0))</h\(level)>"] } ?? []
        let chart = section.chart.map { [IntervalPlot(chart: $0).svg] } ?? []
        let parts = heading + section.blocks.map(render) + chart
        let kind = section.level > 1 ? " class=\"part\"" : section.heading == nil ? " class=\"whole\"" : ""
        return "<section\(kind)>\n" + parts.joined(separator: "\n") + "\n</section>"
    }

    private func render(_ block: Document.Block) -> String {
        switch block {
        case .paragraph(let text):
            return "<p>\(spans(text))</p>"
        case .item(let mark, let text, let details):
            let lines = details.map { "<div class=\"detail\">\(spans($0))</div>" }.joined()
            return "<div class=\"item\"><span class=\"mark\">\(spans(mark.text))</span>"
                + "<div>\(spans(text))\(lines)</div></div>"
        case .table(let table):
            return render(table)
        case .fields(let fields):
            let rows = fields.map { "<dt>\(MarkupText.escaped($0.label))</dt><dd>\(spans($0.text))</dd>" }
            return "<dl>" + rows.joined() + "</dl>"
        case .next(let step):
            return "<p class=\"next\">Next <code>\(MarkupText.escaped(step.command))</code> "
                + "<span class=\"dim\">\(MarkupText.escaped(step.purpose))</span></p>"
        }
    }

    private func render(_ table: TextTable) -> String {
        func row(_ cells: [String], _ tag: String) -> String {
            let cells = zip(table.columns, cells).map { column, cell in
                "<\(tag)\(column.alignment == .right ? " class=\"right\"" : "")>\(cell)</\(tag)>"
            }
            return "<tr>" + cells.joined() + "</tr>"
        }
        let hasTitles = table.columns.contains { !$0.title.isEmpty }
        let head = row(table.columns.map { MarkupText.escaped($0.title) }, "th")
        let body = table.rows.map { row($0.map(spans), "td") }.joined(separator: "\n")
        return "<div class=\"scroll\"><table>\(hasTitles ? "<thead>\(head)</thead>" : "")<tbody>\n\(body)\n"
            + "</tbody></table></div>"
    }

    private func spans(_ text: StyledText) -> String {
        text.spans.map { span in
            let text = MarkupText.escaped(span.text)
            return switch span.style {
            case .plain: text
            case .bold: "<b>\(text)</b>"
            case .good: "<span class=\"good\">\(text)</span>"
            case .bad: "<span class=\"bad\">\(text)</span>"
            case .warn: "<span class=\"warn\">\(text)</span>"
            case .dim: "<span class=\"dim\">\(text)</span>"
            }
        }.joined()
    }

    private static let style = """
        :root { --back: #fafafa; --card: #fff; --text: #1c1e21; --dim: #666b73; --line: #dfe2e6; --good: #14713a;
          --bad: #b3261e; --warn: #8a5a00; --mark: #2457c5; --band: #e4f1e8; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #121417; --card: #1b1e23; --text: #e5e7ea; --dim: #9aa1ab; --line: #32373f; --good: #6fce93;
            --bad: #ff8a80; --warn: #f0b955; --mark: #86aefc; --band: #1e3327; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text);
          font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        h1 { font-size: 1.5rem; margin: 0 0 1rem; }
        h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
        h3 { font-size: 1rem; margin: 0 0 .4rem; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem;
          margin: 0 0 1rem; }
        section.whole { background: none; border: 0; padding: 0 .2rem; }
        section.part { margin-left: 1.5rem; }
        p { margin: .5rem 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
        dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; margin: .7rem 0; font-variant-numeric: tabular-nums; }
        th { color: var(--dim); font-weight: 500; }
        th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line);
          white-space: pre; }
        .right { text-align: right; }
        .item { display: flex; gap: .6rem; margin: .3rem 0; } .mark { width: 1em; flex: none; text-align: center; }
        .item > div { overflow-wrap: anywhere; min-width: 0; }
        .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
        .dim { color: var(--dim); }
        code { background: var(--band); padding: .1rem .4rem; border-radius: .3rem; }
        svg { display: block; width: 100%; max-width: 45rem; height: auto; margin: .8rem 0 0; }
        svg text { fill: var(--text); font-size: 12px; } svg .axis { fill: var(--dim); font-size: 11px; }
        svg .grid { stroke: var(--line); } svg .zero { stroke: var(--dim); } svg .band { fill: var(--band); }
        svg .interval { stroke: var(--mark); stroke-width: 3; stroke-opacity: .45; }
        svg .dot { fill: var(--mark); } svg .ring, svg .square { fill: var(--card); stroke: var(--mark); stroke-width: 1.8; }
        """
}
