/// Text whose parts carry a meaning; width and wrapping are computed before any escape sequence exists.
public struct StyledText: Sendable, Equatable, ExpressibleByStringLiteral {
    public struct Span: Sendable, Equatable {
        public var text: String
        public var style: Style
    }

    public private(set) var spans: [Span]

    /// Control characters are replaced: text from a server or a file must not steer the terminal.
    public init(_ text: String, _ style: Style = .plain) {
        let safe = text.replacingControlCharacters()
        spans = safe.isEmpty ? [] : [Span(text: safe, style: style)]
    }

    public init(stringLiteral value: String) { self.init(value) }

    public var plain: String { spans.map(\.text).joined() }
    public var isEmpty: Bool { spans.isEmpty }
    public var displayWidth: Int { plain.displayWidth }

    public static func + (a: Self, b: Self) -> Self {
        var sum = a
        for span in b.spans { sum.append(span) }
        return sum
    }

    private mutating func append(_ span: Span) {
        if let last = spans.last, last.style == span.style {
            spans[spans.count - 1].text += span.text
        } else {
            spans.append(span)
        }
    }

    /// Breaks at spaces so that no line is wider than `width`. A single longer word stays whole (a link must be
    /// copied in one piece) unless `breaksLongWords`, which a table cell needs.
    public func wrapped(to width: Int, breaksLongWords: Bool = false) -> [StyledText] {
        let limit = max(1, width)
        var lines: [StyledText] = []
        var line = StyledText("")
        var used = 0
        for word in words() {
            var rest = word
            let gap = used == 0 ? 0 : 1
            if used + gap + rest.displayWidth > limit, used > 0 {
                lines.append(line)
                line = StyledText("")
                used = 0
            }
            while breaksLongWords, rest.displayWidth > limit {
                let (head, tail) = rest.split(atWidth: limit)
                lines.append(head)
                rest = tail
            }
            line = used == 0 ? rest : line + StyledText(" ", line.spans.last?.style ?? .plain) + rest
            used = line.displayWidth
        }
        if used > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The words between spaces; a number keeps its unit and a separating dot stays with what it follows.
    private func words() -> [StyledText] {
        var words: [StyledText] = []
        var current = StyledText("")
        func flush() {
            guard !current.isEmpty else { return }
            if let last = words.last, Self.belongTogether(last.plain, current.plain) {
                words[words.count - 1] = last + StyledText(" ", current.spans[0].style) + current
            } else {
                words.append(current)
            }
            current = StyledText("")
        }
        for span in spans {
            for (index, piece) in span.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { flush() }
                if !piece.isEmpty { current.append(Span(text: String(piece), style: span.style)) }
            }
        }
        flush()
        return words
    }

    private static let units: Set<String> = ["ns", "µs", "ms", "s", "min", "h", "%", "B", "KiB", "MiB", "GiB", "TiB"]

    private static func belongTogether(_ a: String, _ b: String) -> Bool {
        if b == "·" { return true }
        let unit = String(b.prefix { $0.isLetter || $0 == "%" })
        return units.contains(unit) && a.last?.isNumber == true
    }

    private func split(atWidth width: Int) -> (StyledText, StyledText) {
        var head = StyledText("")
        var tail = StyledText("")
        var used = 0
        for span in spans {
            for character in span.text {
                used += character.displayWidth
                let piece = Span(text: String(character), style: span.style)
                // A first character that is wider than the limit still goes ahead: progress is certain.
                if tail.isEmpty, used <= width || head.isEmpty { head.append(piece) } else { tail.append(piece) }
            }
        }
        return (head, tail)
    }
}

extension String {
    /// As one line that does nothing to a terminal: what a server or a file says may hold anything.
    package func replacingControlCharacters() -> String {
        guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
        var safe = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\n", "\t", "\r": safe.append(" ")
            case _ where scalar.properties.generalCategory == .control: safe.append("\u{FFFD}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }
}
