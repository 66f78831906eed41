/// Walks values without building them: the timed path checks that a record is whole and allocates nothing.
struct PackStreamSkimmer {
    private var cursor: PackStreamCursor

    init(_ bytes: UnsafeRawBufferPointer) {
        cursor = PackStreamCursor(bytes)
    }

    /// Walks a message and returns its tag and the marker of its only field, nil when it has not exactly one.
    static func message(_ bytes: UnsafeRawBufferPointer) throws(PackStreamError) -> (tag: UInt8, field: UInt8?) {
        var skimmer = PackStreamSkimmer(bytes)
        let marker = try skimmer.cursor.byte()
        guard marker & 0xF0 == PackStream.Marker.tinyStructure else { throw .reservedMarker(marker) }
        let tag = try skimmer.cursor.byte()
        try skimmer.values(Int(marker & 0x0F), depth: 0)
        if skimmer.cursor.remaining > 0 { throw .trailingBytes }
        return (tag, marker & 0x0F == 1 ? bytes[2] : nil)
    }

    private mutating func values(_ count: Int, depth: Int) throws(PackStreamError) {
        guard depth <= PackStream.depthLimit else { throw .tooDeep }
        guard count <= cursor.remaining else { throw .truncated }
        for _ in 0..<count { try value(depth: depth) }
    }

    private mutating func entries(_ count: Int, depth: Int) throws(PackStreamError) {
        guard depth <= PackStream.depthLimit else { throw .tooDeep }
        guard count <= cursor.remaining / 2 else { throw .truncated }
        for _ in 0..<count {
            let marker = try cursor.byte()
            switch marker {
            case 0x80...0x8F: try cursor.skip(Int(marker & 0x0F))
            case 0xD0...0xD2: try cursor.skip(try cursor.size(marker, base: PackStream.Marker.string8))
            default: throw .keyIsNotAString
            }
            try value(depth: depth)
        }
    }

    private mutating func value(depth: Int) throws(PackStreamError) {
        let marker = try cursor.byte()
        switch marker {
        case 0x00...0x7F, 0xF0...0xFF, 0xC0, 0xC2, 0xC3: return
        case 0x80...0x8F: try cursor.skip(Int(marker & 0x0F))
        case 0x90...0x9F: try values(Int(marker & 0x0F), depth: depth + 1)
        case 0xA0...0xAF: try entries(Int(marker & 0x0F), depth: depth + 1)
        case 0xB0...0xBF:
            try cursor.skip(1)
            try values(Int(marker & 0x0F), depth: depth + 1)
        case 0xC1, 0xCB: try cursor.skip(8)
        case 0xC8: try cursor.skip(1)
        case 0xC9: try cursor.skip(2)
        case 0xCA: try cursor.skip(4)
        case 0xCC...0xCE: try cursor.skip(try cursor.size(marker, base: PackStream.Marker.bytes8))
        case 0xD0...0xD2: try cursor.skip(try cursor.size(marker, base: PackStream.Marker.string8))
        case 0xD4...0xD6: try values(try cursor.size(marker, base: PackStream.Marker.list8), depth: depth + 1)
        case 0xD8...0xDA:
            try entries(try cursor.size(marker, base: PackStream.Marker.dictionary8), depth: depth + 1)
        case 0xE0: try cursor.skip(16)
        default: throw .reservedMarker(marker)
        }
    }
}
