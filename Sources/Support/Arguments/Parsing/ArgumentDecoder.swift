/// Hands the parsed values to the property wrappers of a command, through the initialiser that the compiler writes.
struct ArgumentDecoder: Decoder {
    let values: [String: any Sendable]
    var codingPath: [any CodingKey] = []
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func value<Value>(from decoder: any Decoder) throws -> Value {
        let key = decoder.codingPath.map(\.stringValue).joined(separator: ".")
        guard let values = (decoder as? ArgumentDecoder)?.values, let value = values[key] as? Value else {
            throw ParserError.definition("the argument '\(key)' has no value of type \(Value.self)")
        }
        return value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Container(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw unsupported }

    private var unsupported: ParserError {
        let key = codingPath.map(\.stringValue).joined(separator: ".")
        return .definition("the property '\(key)' is stored, but is no @Option, @Flag, @Argument or @OptionGroup")
    }

    private struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let decoder: ArgumentDecoder
        var codingPath: [any CodingKey] { decoder.codingPath }
        var allKeys: [Key] { [] }

        func contains(_ key: Key) -> Bool { true }
        func decodeNil(forKey key: Key) throws -> Bool { false }

        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            try T(from: nested(key))
        }

        func nestedContainer<NestedKey: CodingKey>(
            keyedBy type: NestedKey.Type, forKey key: Key
        ) throws -> KeyedDecodingContainer<NestedKey> {
            try nested(key).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            try nested(key).unkeyedContainer()
        }

        func superDecoder() throws -> any Decoder { decoder }
        func superDecoder(forKey key: Key) throws -> any Decoder { nested(key) }

        private func nested(_ key: Key) -> ArgumentDecoder {
            ArgumentDecoder(values: decoder.values, codingPath: decoder.codingPath + [key])
        }
    }
}
