/// Records as RFC 4180 has them, with a header line and line feeds.
struct CSVFormat {
    func render(_ table: RecordTable) -> String {
        ([table.columns.map(quoted)] + table.rows.map { $0.map(cell) }).map { $0.joined(separator: ",") + "\n" }
            .joined()
    }

    private func cell(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text): quoted(defused(text))
        case .integer(let value): String(value)
        case .number(let value): value.isFinite ? JSONValue.digits(value) : ""
        case .boolean(let value): value ? "true" : "false"
        case .array, .object, nil: ""
        }
    }

    /// A spreadsheet takes text that begins like this for a formula, and a branch may be called anything.
    private func defused(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    private func quoted(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        guard needsQuotes else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
