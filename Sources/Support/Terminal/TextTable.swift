/// Columns of text that stay readable when the terminal is narrow.
///
/// When the natural width does not fit, wrapping columns shrink to their minimum; then columns of the lowest
/// importance leave the table, and either continue in a second table below or are left out.
public struct TextTable: Sendable, Equatable {
    public enum Alignment: Sendable { case left, right }

    public enum Overflow: Sendable {
        /// Columns that do not fit follow in another table that repeats the first column.
        case continueBelow
        /// Columns that do not fit are left out.
        case drop
    }

    public struct Column: Sendable, Equatable {
        public var title: String
        public var alignment: Alignment
        /// 0 always stays; columns of the highest order leave first, together.
        public var dropOrder: Int
        /// Long cells may take several lines when this is given: the width down to which the column may shrink.
        public var wrapsTo: Int?

        public init(_ title: String, _ alignment: Alignment = .left, dropOrder: Int = 0, wrapsTo: Int? = nil) {
            self.title = title
            self.alignment = alignment
            self.dropOrder = dropOrder
            self.wrapsTo = wrapsTo
        }
    }

    public let columns: [Column]
    public private(set) var rows: [[StyledText]] = []
    public var overflow: Overflow
    private static let gap = 2

    public init(columns: [Column], overflow: Overflow = .drop) {
        self.columns = columns
        self.overflow = overflow
    }

    /// A row with fewer cells than columns is filled up with empty ones; surplus cells are ignored.
    public mutating func addRow(_ cells: [StyledText]) {
        let missing = Array(repeating: StyledText(""), count: max(0, columns.count - cells.count))
        rows.append(Array(cells.prefix(columns.count)) + missing)
    }

    /// Lines without trailing spaces, each indented by `indent`.
    public func lines(width: TerminalWidth, indent: Int = 0, styles: StyleRenderer) -> [String] {
        let available = width.columns.map { max(1, $0 - indent) }
        var shown = Array(columns.indices)
        var widths = fit(shown, into: available)
        while widths == nil, let next = shown.map({ columns[$0].dropOrder }).max(), next > 0 {
            let rest = shown.filter { columns[$0].dropOrder != next }
            if rest.count > 1 {
                shown = rest
            } else if shown.count > 2 {
                // A group too wide for one table is shared out; a row needs at least one figure beside its name.
                shown.removeLast()
            } else {
                break
            }
            widths = fit(shown, into: available)
        }
        let hidden = columns.indices.filter { !shown.contains($0) }
        let final = widths ?? squeeze(shown, into: available ?? .max)
        var lines = draw(shown, widths: final, indent: indent, styles: styles)
        if overflow == .continueBelow, !hidden.isEmpty, shown.count > 1 {
            lines.append("")
            lines += selecting([0] + hidden).lines(width: width, indent: indent, styles: styles)
        }
        return lines
    }

    private func selecting(_ indices: [Int]) -> TextTable {
        var part = TextTable(columns: indices.map { columns[$0] }, overflow: overflow)
        for row in rows { part.addRow(indices.map { row[$0] }) }
        return part
    }

    private func naturalWidth(_ column: Int) -> Int {
        rows.map { $0[column].displayWidth }.reduce(columns[column].title.displayWidth, max)
    }

    private func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) }

    /// Widths that fit by shrinking wrapping columns, the widest first; nil when even that is not enough.
    private func fit(_ shown: [Int], into available: Int?) -> [Int]? {
        var widths = shown.map(naturalWidth)
        guard let available else { return widths }
        while total(widths) > available {
            let shrinkable = shown.indices.filter { position in
                columns[shown[position]].wrapsTo.map { widths[position] > $0 } ?? false
            }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
        }
        return widths
    }

    /// The last resort: the widest column of all gives way, down to 4 characters.
    private func squeeze(_ shown: [Int], into available: Int) -> [Int] {
        var widths = shown.map(naturalWidth)
        while total(widths) > available, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > 4
        {
            widths[widest] -= 1
        }
        return widths
    }

    private func draw(_ shown: [Int], widths: [Int], indent: Int, styles: StyleRenderer) -> [String] {
        let header = shown.map { StyledText(columns[$0].title, .dim) }
        let hasTitles = shown.contains { !columns[$0].title.isEmpty }
        let body = rows.map { row in shown.map { row[$0] } }
        return ((hasTitles ? [header] : []) + body).flatMap { row in
            draw(row, shown, widths: widths, indent: indent, styles: styles)
        }
    }

    private func draw(
        _ row: [StyledText], _ shown: [Int], widths: [Int], indent: Int, styles: StyleRenderer
    ) -> [String] {
        let cells = zip(row, widths).map { cell, width in
            // Text that fits keeps its own spaces (tree guides); only what is too wide is broken at words.
            cell.displayWidth <= width ? [cell] : cell.wrapped(to: width, breaksLongWords: true)
        }
        let height = cells.map(\.count).max() ?? 0
        return (0..<height).map { line in
            var text = String(repeating: " ", count: indent)
            var pending = 0
            for (position, cell) in cells.enumerated() {
                let part = line < cell.count ? cell[line] : StyledText("")
                let padding = max(0, widths[position] - part.displayWidth)
                let isRight = columns[shown[position]].alignment == .right
                if isRight { pending += padding }
                if !part.isEmpty {
                    text += String(repeating: " ", count: pending) + styles.render(part)
                    pending = 0
                }
                if !isRight { pending += padding }
                pending += Self.gap
            }
            return text.hasOnlySpaces ? "" : text
        }
    }
}

extension String {
    fileprivate var hasOnlySpaces: Bool { allSatisfy { $0 == " " } }
}
