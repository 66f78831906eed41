/// What a piece of text means to the reader; the colour follows from it, and may be absent.
public enum Style: Sendable, Equatable {
    case plain, good, bad, warn, dim, bold

    /// Select Graphic Rendition parameter (ECMA-48, 8.3.117); the terminal's own palette decides the shade.
    var graphicRendition: String? {
        switch self {
        case .plain: nil
        case .good: "32"
        case .bad: "31"
        case .warn: "33"
        case .dim: "2"
        case .bold: "1"
        }
    }
}

/// Whether styles become escape sequences, decided once for an output.
public struct StyleRenderer: Sendable, Equatable {
    public var isColoured: Bool

    public init(isColoured: Bool) { self.isColoured = isColoured }

    /// Colour goes to terminals only, and never against `NO_COLOR` (https://no-color.org: present and not empty)
    /// or `TERM=dumb`.
    public init(isTerminal: Bool, environment: [String: String]) {
        let refused = !(environment["NO_COLOR"] ?? "").isEmpty
        let term = environment["TERM"] ?? ""
        self.init(isColoured: isTerminal && !refused && !term.isEmpty && term != "dumb")
    }

    public func render(_ text: StyledText) -> String {
        guard isColoured else { return text.plain }
        return text.spans.map { render($0.text, $0.style) }.joined()
    }

    public func render(_ text: String, _ style: Style) -> String {
        guard isColoured, !text.isEmpty, let code = style.graphicRendition else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
