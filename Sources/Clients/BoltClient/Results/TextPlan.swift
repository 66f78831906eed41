internal import RunModel

/// ArcadeDB's plan: one root whose argument is a text for people, and whose numbers are made up (all 0).
///
///     Execution Plan (Cost-Based Optimizer):
///     + Filter [predicate=p.v > 5, cost=23.00, rows=15]
///       + NodeIndexRangeScan(p:P) [index=pv, v > 5, cost=8.00, rows=30] [index order]
///
///     Steps After the Optimized Match:
///     + PROJECT RETURN p.v (479μs, 10 rows)
///
/// The optimised match is a tree by indentation, its `rows` an estimate; the steps after it are a chain in order of
/// execution, with what was measured. A step feeds the next one, so the last step is the root of the tree.
enum TextPlan {
    /// More operators than any plan has; each may be one level of the tree, and the stack has an end.
    private static let operatorLimit = PackStream.depthLimit

    /// Nil where the text has no operator, e.g. a table for people beside a plan that Neo4j sent whole, or too many.
    static func parse(_ text: String) -> PlanTree? {
        var match: [(indentation: Int, operation: PlanTree)] = []
        var steps: [PlanTree] = []
        var isAfterMatch = false
        for line in text.split(whereSeparator: \.isNewline) {
            let indentation = line.prefix { $0 == " " }.count
            let content = line.dropFirst(indentation)
            if content.hasPrefix("Steps After") {
                isAfterMatch = true
            } else if content.hasPrefix("+ ") {
                let operation = operation(content.dropFirst(2))
                if isAfterMatch || (indentation == 0 && !match.isEmpty) {
                    steps.append(operation)
                } else {
                    match.append((indentation, operation))
                }
            } else if indentation == 0, content.hasSuffix("Step"), content.allSatisfy(\.isLetter), !match.isEmpty {
                // A step that has no text of its own stands there by its class's name.
                steps.append(PlanTree(operatorName: String(content.dropLast("Step".count))))
            }
        }
        guard match.count + steps.count <= operatorLimit, var root = tree(match[...]) ?? steps.first else { return nil }
        for step in match.isEmpty ? steps.dropFirst() : steps[...] {
            var parent = step
            parent.children = [root]
            root = parent
        }
        return root
    }

    /// The first line's operator with the deeper ones below it.
    private static func tree(_ lines: ArraySlice<(indentation: Int, operation: PlanTree)>) -> PlanTree? {
        guard let first = lines.first else { return nil }
        var root = first.operation
        var rest = lines.dropFirst()
        while let child = rest.first {
            let end = rest.dropFirst().firstIndex { $0.indentation <= child.indentation } ?? rest.endIndex
            if let subtree = tree(rest[rest.startIndex..<end]) { root.children.append(subtree) }
            rest = rest[end...]
        }
        return root
    }

    /// `Name(details) [key=value, …, rows=ESTIMATE] …` or `NAME IN CAPITALS details (TIMEμs, ROWS rows)`.
    private static func operation(_ text: Substring) -> PlanTree {
        var text = text
        var (time, rows): (Int64?, Int64?)
        if let open = text.lastIndex(of: "("), let measured = measurement(text[open...]) {
            (time, rows) = measured
            text = text[..<open]
        }
        let name = operatorName(text)
        let details = text[name.endIndex...].drop { $0 == " " }
        let estimate = attribute("rows=", of: details).flatMap { Double($0) }
        let trimmed = String(details.reversed().drop { $0 == " " }.reversed())
        return PlanTree(
            operatorName: String(name), details: trimmed.isEmpty ? nil : trimmed, estimatedRows: estimate, rows: rows,
            timeNanoseconds: time)
    }

    /// The leading words in capitals, or the leading word.
    private static func operatorName(_ text: Substring) -> Substring {
        var end = text.startIndex
        var position = text.startIndex
        while position < text.endIndex {
            let word = text[position...].prefix { $0.isLetter }
            let after = word.endIndex
            let isWhole = after == text.endIndex || text[after] == " "
            guard word.count > 1, word.allSatisfy(\.isUppercase), isWhole else { break }
            end = after
            position = text[after...].firstIndex { $0 != " " } ?? text.endIndex
        }
        return end > text.startIndex ? text[..<end] : text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// `(12,608μs, 194 rows)`.
    private static func measurement(_ text: Substring) -> (nanoseconds: Int64, rows: Int64)? {
        guard text.hasPrefix("("), let close = text.lastIndex(of: ")"),
            text[text.index(after: close)...].allSatisfy({ $0 == " " })
        else { return nil }
        let inner = text[text.index(after: text.startIndex)..<close]
        let marks = ["μs, ", "µs, "]
        for mark in marks {
            guard let range = firstRange(of: mark, in: inner), inner.hasSuffix(" rows") else { continue }
            let microseconds = Int64(inner[..<range.lowerBound].filter { $0 != "," })
            let rows = Int64(inner[range.upperBound...].dropLast(" rows".count).filter { $0 != "," })
            guard let microseconds, let rows else { return nil }
            let (nanoseconds, overflow) = microseconds.multipliedReportingOverflow(by: 1000)
            return overflow ? nil : (nanoseconds, rows)
        }
        return nil
    }

    /// The text from behind the last `key` to the next comma or bracket.
    private static func attribute(_ key: String, of text: Substring) -> Substring? {
        var found: Substring?
        var rest = text
        while let range = firstRange(of: key, in: rest) {
            rest = rest[range.upperBound...]
            found = rest.prefix { $0 != "," && $0 != "]" }
        }
        return found
    }

    private static func firstRange(of needle: String, in text: Substring) -> Range<Substring.Index>? {
        var position = text.startIndex
        while position < text.endIndex {
            if text[position...].hasPrefix(needle) {
                return position..<text.index(position, offsetBy: needle.count)
            }
            position = text.index(after: position)
        }
        return nil
    }
}
