public import Terminal

/// The one switch over output formats: a new one is a file in `Formats` and a case here.
public enum OutputFormat: String, Sendable, CaseIterable {
    case text, json, csv, markdown, junit, html, github

    /// The formats that make sense for a report, in the order of the cases.
    public static func formats(of report: any RunReport.Type) -> [OutputFormat] {
        allCases.filter(report.formats.contains)
    }

    /// The whole report, ending with a line break.
    public func render<Report: RunReport>(_ report: Report, layout: TextLayout = TextLayout()) -> String {
        func document() -> Document { report.document(utcOffsetSeconds: layout.utcOffsetSeconds) }
        return switch self {
        case .text: TextFormat(layout: layout).render(document())
        case .json: report.json.text
        case .csv: CSVFormat().render(report.records)
        case .markdown: MarkdownFormat().render(document())
        case .junit: JUnitFormat().render(report.judgements)
        case .html: HTMLFormat().render(document(), title: Report.title)
        case .github: GitHubFormat().render(report.judgements)
        }
    }
}

/// What the rendering of text depends on beside the report.
public struct TextLayout: Sendable, Equatable {
    public var width: TerminalWidth
    public var styles: StyleRenderer
    /// Seconds east of UTC of the times shown.
    public var utcOffsetSeconds: Int

    public init(
        width: TerminalWidth = .unlimited, styles: StyleRenderer = StyleRenderer(isColoured: false),
        utcOffsetSeconds: Int = 0
    ) {
        self.width = width
        self.styles = styles
        self.utcOffsetSeconds = utcOffsetSeconds
    }
}
