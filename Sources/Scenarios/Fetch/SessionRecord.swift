internal import BoltClient
internal import FoundationEssentials

/// A session as Redis holds it: a JSON object, one field of which names the user.
enum SessionRecord {
    /// The user's id; nil when the bytes are no JSON object or have no such text or number.
    static func userID(in bytes: [UInt8], field: String) -> BoltValue? {
        let fields = try? JSONDecoder().decode([String: Field].self, from: Data(bytes))
        return fields?[field]?.value
    }

    private struct Field: Decodable {
        var value: BoltValue?

        init(from decoder: any Decoder) throws {
            guard let container = try? decoder.singleValueContainer() else { return }
            if let text = try? container.decode(String.self) {
                value = .string(text)
            } else if let number = try? container.decode(Int64.self) {
                value = .int(number)
            }
        }
    }
}
