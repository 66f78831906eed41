/// Whether a query can only read, by its text alone: for servers whose EXPLAIN does not say so.
///
/// Strict where it cannot know: it would rather refuse a query that reads than let one pass that writes.
enum ReadOnlyCypher {
    private static let openings: Set = ["MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN"]
    private static let writing: Set = [
        "ALTER", "CALL", "CREATE", "DELETE", "DETACH", "DROP", "FOREACH", "INSERT", "LOAD", "MERGE", "REMOVE", "SET",
    ]

    /// Why `query` is not taken for one that only reads, e.g. `it says CREATE`; nil when it is.
    static func objection(to query: String) -> String? {
        let tokens = tokens(of: query)
        guard let first = tokens.first, openings.contains(first) else {
            return "it does not begin with MATCH, OPTIONAL MATCH, WITH, UNWIND or RETURN"
        }
        if let word = tokens.first(where: writing.contains) { return "it says \(word)" }
        if tokens.dropLast().contains(";") { return "it is more than one query" }
        return nil
    }

    /// The words outside texts, comments, quoted names, labels, properties and parameters, in capitals, and `;`.
    private static func tokens(of query: String) -> [String] {
        var tokens: [String] = []
        var rest = query.unicodeScalars[...]
        var before: Unicode.Scalar?
        while let scalar = rest.first {
            if scalar == "'" || scalar == "\"" || scalar == "`" {
                skipQuoted(&rest)
            } else if scalar == "/", rest.dropFirst().first == "/" {
                rest = rest.drop { $0 != "\n" && $0 != "\r" }
            } else if scalar == "/", rest.dropFirst().first == "*" {
                skipComment(&rest)
            } else if isWord(scalar) {
                let word = rest.prefix(while: isWord)
                rest = rest.dropFirst(word.count)
                if !isNameMark(before) { tokens.append(String(word).uppercased()) }
                before = word.last
                continue
            } else {
                if scalar == ";" { tokens.append(";") }
                // A property's dot stands behind a name; that of `1.` would hide the keyword that follows.
                let isDecimalPoint = scalar == "." && before.map { ("0"..."9").contains($0) } == true
                before = isDecimalPoint ? nil : scalar
                rest = rest.dropFirst()
                continue
            }
            before = nil
        }
        return tokens
    }

    private static func isNameMark(_ scalar: Unicode.Scalar?) -> Bool {
        scalar == "." || scalar == ":" || scalar == "$"
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func skipQuoted(_ rest: inout String.UnicodeScalarView.SubSequence) {
        let mark = rest.removeFirst()
        while let scalar = rest.popFirst(), scalar != mark {
            if scalar == "\\", mark != "`" { _ = rest.popFirst() }
        }
    }

    private static func skipComment(_ rest: inout String.UnicodeScalarView.SubSequence) {
        rest = rest.dropFirst(2)
        while let scalar = rest.popFirst() {
            if scalar == "*", rest.first == "/" {
                rest = rest.dropFirst()
                return
            }
        }
    }
}
