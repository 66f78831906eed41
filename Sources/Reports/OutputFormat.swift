public import Terminal

/// The one switch over output formats: a new one is a file in `Formats` and a case here.
public enum OutputFormat: String, Sendable, CaseIterable {
    case text, json, markdown

    /// The whole report, ending with a line break.
    public func render(_ report: some RunReport, layout: TextLayout = TextLayout()) -> String {
        switch self {
        case .text: TextFormat(layout: layout).render(report.document(utcOffsetSeconds: layout.utcOffsetSeconds))
        case .json: report.json.text
        case .markdown: MarkdownFormat().render(report.document(utcOffsetSeconds: layout.utcOffsetSeconds))
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
