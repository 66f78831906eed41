/// A value that travels over Bolt: everything PackStream and its structures can say, up to Bolt 6.1.
public enum BoltValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case float(Double)
    case string(String)
    case bytes([UInt8])
    case list([BoltValue])
    case dictionary([String: BoltValue])
    indirect case node(BoltNode)
    indirect case relationship(BoltRelationship)
    indirect case unboundRelationship(BoltUnboundRelationship)
    indirect case path(BoltPath)
    indirect case date(BoltDate)
    indirect case time(BoltTime)
    indirect case localTime(BoltLocalTime)
    indirect case dateTime(BoltDateTime)
    indirect case localDateTime(BoltLocalDateTime)
    indirect case duration(BoltDuration)
    indirect case point(BoltPoint)
    indirect case vector(BoltVector)
    indirect case uuid(BoltUUID)
    /// The server has a value that this protocol version cannot carry.
    indirect case unsupported(BoltUnsupportedType)
    /// A structure this client does not know, as it came: an unknown structure must not end a run.
    indirect case structure(BoltStructure)
}

/// A structure by its tag and fields.
public struct BoltStructure: Sendable, Hashable {
    public var tag: UInt8
    public var fields: [BoltValue]

    public init(tag: UInt8, fields: [BoltValue]) {
        self.tag = tag
        self.fields = fields
    }
}

extension BoltValue {
    public var isNull: Bool { self == .null }

    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    public var intValue: Int64? {
        if case .int(let value) = self { value } else { nil }
    }

    /// Also of an integer: servers send a whole number either way.
    public var doubleValue: Double? {
        switch self {
        case .float(let value): value
        case .int(let value): Double(value)
        default: nil
        }
    }

    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var bytesValue: [UInt8]? {
        if case .bytes(let value) = self { value } else { nil }
    }

    public var listValue: [BoltValue]? {
        if case .list(let value) = self { value } else { nil }
    }

    public var dictionaryValue: [String: BoltValue]? {
        if case .dictionary(let value) = self { value } else { nil }
    }

    /// The entry of a dictionary; nil when this is no dictionary or has no such key.
    public subscript(key: String) -> BoltValue? { dictionaryValue?[key] }
}

extension BoltValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .float(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: BoltValue...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, BoltValue)...) {
        self = .dictionary(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}
