/// Appends values in PackStream form, every integer and size in its shortest one.
struct PackStreamEncoder {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: BoltValue) {
        switch value {
        case .null: bytes.append(PackStream.Marker.null)
        case .bool(let flag): bytes.append(flag ? PackStream.Marker.bool.true : PackStream.Marker.bool.false)
        case .int(let number): write(number)
        case .float(let number): write(number)
        case .string(let text): write(text)
        case .bytes(let content): write(content)
        case .list(let elements): write(elements)
        case .dictionary(let entries): write(entries)
        case .uuid(let uuid):
            bytes.append(PackStream.Marker.uuid)
            append(uuid.high)
            append(uuid.low)
        default:
            let structure = value.asStructure
            write(tag: structure.tag, fields: structure.fields)
        }
    }

    mutating func write(tag: UInt8, fields: [BoltValue]) {
        // The format has no larger structure; a message of ours never comes near.
        precondition(fields.count < 16, "a structure has at most 15 fields")
        bytes.append(PackStream.Marker.tinyStructure | UInt8(fields.count))
        bytes.append(tag)
        for field in fields { write(field) }
    }

    private mutating func write(_ number: Int64) {
        if number >= -16, number <= 127 {
            bytes.append(UInt8(truncatingIfNeeded: number))
        } else if let small = Int8(exactly: number) {
            bytes.append(PackStream.Marker.int8)
            append(small)
        } else if let medium = Int16(exactly: number) {
            bytes.append(PackStream.Marker.int16)
            append(medium)
        } else if let large = Int32(exactly: number) {
            bytes.append(PackStream.Marker.int32)
            append(large)
        } else {
            bytes.append(PackStream.Marker.int64)
            append(number)
        }
    }

    private mutating func write(_ number: Double) {
        bytes.append(PackStream.Marker.float64)
        append(number.bitPattern)
    }

    private mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { content in
            writeSize(content.count, tiny: PackStream.Marker.tinyString, sized: PackStream.Marker.string8)
            bytes.append(contentsOf: content)
        }
    }

    private mutating func write(_ content: [UInt8]) {
        writeSize(content.count, tiny: nil, sized: PackStream.Marker.bytes8)
        bytes.append(contentsOf: content)
    }

    private mutating func write(_ elements: [BoltValue]) {
        writeSize(elements.count, tiny: PackStream.Marker.tinyList, sized: PackStream.Marker.list8)
        for element in elements { write(element) }
    }

    /// Sorted, so that equal dictionaries have equal bytes.
    private mutating func write(_ entries: [String: BoltValue]) {
        writeSize(entries.count, tiny: PackStream.Marker.tinyDictionary, sized: PackStream.Marker.dictionary8)
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            write(key)
            write(value)
        }
    }

    private mutating func writeSize(_ size: Int, tiny: UInt8?, sized marker: UInt8) {
        if let tiny, size < 16 {
            bytes.append(tiny | UInt8(size))
        } else if let small = UInt8(exactly: size) {
            bytes.append(marker)
            bytes.append(small)
        } else if let medium = UInt16(exactly: size) {
            bytes.append(marker + 1)
            append(medium)
        } else {
            bytes.append(marker + 2)
            append(UInt32(size))
        }
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
