/// A JSON value that prints itself with sorted keys, so that equal reports are equal texts.
public enum JSONValue: Sendable, Equatable {
    case string(String)
    case integer(Int64)
    /// What is no finite number is written as null.
    case number(Double)
    case boolean(Bool)
    case array([JSONValue])
    case object([String: JSONValue])

    /// An object without the keys that have no value: what was not measured is absent, neither 0 nor null.
    static func present(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        var object: [String: JSONValue] = [:]
        for (key, value) in members { object[key] = value }
        return .object(object)
    }

    /// Indented by two spaces, ending with a line break.
    public var text: String {
        var text = ""
        write(into: &text, indent: 0)
        return text + "\n"
    }

    private func write(into text: inout String, indent: Int) {
        switch self {
        case .string(let value): Self.write(value, into: &text)
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? Self.digits(value) : "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .array(let values):
            Self.write(values.map { ("", $0) }, between: ("[", "]"), into: &text, indent: indent)
        case .object(let members):
            Self.write(members.sorted { $0.key < $1.key }, between: ("{", "}"), into: &text, indent: indent)
        }
    }

    private static func write(
        _ members: [(key: String, value: JSONValue)], between brackets: (String, String), into text: inout String,
        indent: Int
    ) {
        text += brackets.0
        let isObject = brackets.0 == "{"
        for (index, member) in members.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 2)
            if isObject {
                write(member.key, into: &text)
                text += ": "
            }
            member.value.write(into: &text, indent: indent + 2)
        }
        if !members.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
        text += brackets.1
    }

    /// A whole number is written as one: `941000`, not `941000.0`.
    static func digits(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    /// RFC 8259, section 7.
    private static func write(_ value: String, into text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSONValue {
    /// To the picosecond: further digits would be noise of the arithmetic.
    static func nanoseconds(_ value: Double) -> JSONValue { .number((value * 1000).rounded() / 1000) }

    static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

    static func list<Element>(_ values: [Element], _ json: (Element) -> JSONValue) -> JSONValue {
        .array(values.map(json))
    }
}
