import FoundationEssentials

/// Values in their Codable form; infinity and NaN, which JSON lacks, as strings, dates as Unix seconds.
enum JSON {
    static func text(_ value: some Encodable, path: String) throws(HistoryError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .unexpected(path: path, code: 0, reason: "a value has no JSON form")
        }
    }

    /// Nil when it is not the JSON of such a value.
    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value? {
        try? decoder().decode(type, from: Data(text.utf8))
    }

    static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return decoder
    }
}
