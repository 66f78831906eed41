public struct BoltPoint: Sendable, Hashable {
    /// The coordinate system's number, e.g. 4326 for WGS-84 and 7203 for Cartesian.
    public var srid: Int64
    public var x: Double
    public var y: Double
    /// Nil for a point of the plane.
    public var z: Double?

    public init(srid: Int64, x: Double, y: Double, z: Double? = nil) {
        self.srid = srid
        self.x = x
        self.y = y
        self.z = z
    }
}

/// From Bolt 6.0 on.
public enum BoltVector: Sendable, Hashable {
    case int8([Int8])
    case int16([Int16])
    case int32([Int32])
    case int64([Int64])
    case float32([Float])
    case float64([Double])

    public var count: Int {
        switch self {
        case .int8(let elements): elements.count
        case .int16(let elements): elements.count
        case .int32(let elements): elements.count
        case .int64(let elements): elements.count
        case .float32(let elements): elements.count
        case .float64(let elements): elements.count
        }
    }
}

/// From Bolt 6.1 on. The number's 128 bits.
public struct BoltUUID: Sendable, Hashable, CustomStringConvertible {
    public var high: UInt64
    public var low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// In the usual form, e.g. `123e4567-e89b-12d3-a456-426614174000`.
    public var description: String {
        let digits = [high, low].map { part in
            let text = String(part, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }.joined()
        var parts: [Substring] = []
        var rest = Substring(digits)
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}

/// Stands for a value of a type that the negotiated protocol cannot carry.
public struct BoltUnsupportedType: Sendable, Hashable {
    public var name: String
    /// The first protocol that carries it.
    public var minimumVersion: BoltVersion
    public var message: String?

    public init(name: String, minimumVersion: BoltVersion, message: String? = nil) {
        self.name = name
        self.minimumVersion = minimumVersion
        self.message = message
    }
}
