/// Reads values out of one message's bytes, which it does not own: nothing it returns points into them.
///
/// Every size is checked against the bytes that are left before anything is reserved for it.
struct PackStreamDecoder {
    private var cursor: PackStreamCursor

    init(_ bytes: UnsafeRawBufferPointer) {
        cursor = PackStreamCursor(bytes)
    }

    func expectEnd() throws(PackStreamError) {
        if cursor.remaining > 0 { throw .trailingBytes }
    }

    /// The tag and number of fields of a message.
    mutating func structureHead() throws(PackStreamError) -> (tag: UInt8, fieldCount: Int) {
        let marker = try cursor.byte()
        guard marker & 0xF0 == PackStream.Marker.tinyStructure else { throw .reservedMarker(marker) }
        return (try cursor.byte(), Int(marker & 0x0F))
    }

    /// A list's elements, without the enum around them.
    mutating func list() throws(PackStreamError) -> [BoltValue] {
        let marker = try cursor.byte()
        switch marker {
        case 0x90...0x9F: return try list(count: Int(marker & 0x0F), depth: 1)
        case 0xD4...0xD6: return try list(count: try cursor.size(marker, base: PackStream.Marker.list8), depth: 1)
        default: throw .reservedMarker(marker)
        }
    }

    mutating func value(depth: Int = 0) throws(PackStreamError) -> BoltValue {
        let marker = try cursor.byte()
        switch marker {
        case 0x00...0x7F, 0xF0...0xFF: return .int(Int64(Int8(bitPattern: marker)))
        case 0x80...0x8F: return .string(try cursor.string(length: Int(marker & 0x0F)))
        case 0xD0...0xD2: return .string(try cursor.string(marker))
        case 0x90...0x9F: return .list(try list(count: Int(marker & 0x0F), depth: depth + 1))
        case 0xD4...0xD6:
            return .list(try list(count: try cursor.size(marker, base: PackStream.Marker.list8), depth: depth + 1))
        case 0xA0...0xAF: return try dictionary(count: Int(marker & 0x0F), depth: depth + 1)
        case 0xD8...0xDA:
            return try dictionary(
                count: try cursor.size(marker, base: PackStream.Marker.dictionary8), depth: depth + 1)
        case 0xB0...0xBF: return try structure(fieldCount: Int(marker & 0x0F), depth: depth + 1)
        case 0xC0: return .null
        case 0xC1: return .float(Double(bitPattern: try cursor.integer(UInt64.self)))
        case 0xC2: return .bool(false)
        case 0xC3: return .bool(true)
        case 0xC8: return .int(Int64(try cursor.integer(Int8.self)))
        case 0xC9: return .int(Int64(try cursor.integer(Int16.self)))
        case 0xCA: return .int(Int64(try cursor.integer(Int32.self)))
        case 0xCB: return .int(try cursor.integer(Int64.self))
        case 0xCC...0xCE: return .bytes(try cursor.bytes(marker))
        case 0xE0:
            return .uuid(BoltUUID(high: try cursor.integer(UInt64.self), low: try cursor.integer(UInt64.self)))
        default: throw .reservedMarker(marker)
        }
    }

    private mutating func list(count: Int, depth: Int) throws(PackStreamError) -> [BoltValue] {
        guard depth <= PackStream.depthLimit else { throw .tooDeep }
        guard count <= cursor.remaining else { throw .truncated }
        var elements: [BoltValue] = []
        elements.reserveCapacity(min(count, Self.reservationLimit))
        for _ in 0..<count { elements.append(try value(depth: depth)) }
        return elements
    }

    private mutating func dictionary(count: Int, depth: Int) throws(PackStreamError) -> BoltValue {
        guard depth <= PackStream.depthLimit else { throw .tooDeep }
        guard count <= cursor.remaining / 2 else { throw .truncated }
        var entries = [String: BoltValue](minimumCapacity: min(count, Self.reservationLimit))
        for _ in 0..<count {
            let key = try cursor.key()
            entries[key] = try value(depth: depth)
        }
        return .dictionary(entries)
    }

    private mutating func structure(fieldCount: Int, depth: Int) throws(PackStreamError) -> BoltValue {
        let tag = try cursor.byte()
        return BoltValue(structure: BoltStructure(tag: tag, fields: try list(count: fieldCount, depth: depth)))
    }

    /// Nested sizes multiply: beyond this many elements a collection grows as its elements arrive.
    static let reservationLimit = 256
}
