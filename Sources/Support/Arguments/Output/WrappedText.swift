/// Text for a terminal of a given width.
enum WrappedText {
    /// Breaks at spaces; keeps the line breaks of the text, and lines that are indented (examples) as they are.
    /// A word that is wider than the line stands alone on its own.
    static func lines(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            line.hasPrefix(" ") || line.count <= width ? [String(line)] : wrap(line, width: width)
        }
    }

    private static func wrap(_ line: Substring, width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ") {
            if current.isEmpty {
                current = String(word)
            } else if current.count + 1 + word.count <= width {
                current += " " + word
            } else {
                lines.append(current)
                current = String(word)
            }
        }
        return current.isEmpty ? lines : lines + [current]
    }

    static func indented(_ text: String, by indent: Int, width: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        return lines(text, width: max(20, width - indent))
            .map { $0.isEmpty ? "" : margin + $0 }
            .joined(separator: "\n")
    }
}
