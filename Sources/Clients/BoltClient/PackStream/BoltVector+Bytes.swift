/// A vector travels as its element type's marker and the elements' bytes, big-endian.
extension BoltVector {
    init?(fields: [BoltValue]) {
        guard fields.count == 2, let marker = fields[0].bytesValue, marker.count == 1,
            let data = fields[1].bytesValue
        else { return nil }
        switch marker[0] {
        case PackStream.Marker.int8: self = .int8(data.map(Int8.init(bitPattern:)))
        case PackStream.Marker.int16:
            guard let elements = Self.elements(data, as: Int16.self) else { return nil }
            self = .int16(elements)
        case PackStream.Marker.int32:
            guard let elements = Self.elements(data, as: Int32.self) else { return nil }
            self = .int32(elements)
        case PackStream.Marker.int64:
            guard let elements = Self.elements(data, as: Int64.self) else { return nil }
            self = .int64(elements)
        case PackStream.Marker.float32:
            guard let elements = Self.elements(data, as: UInt32.self) else { return nil }
            self = .float32(elements.map(Float.init(bitPattern:)))
        case PackStream.Marker.float64:
            guard let elements = Self.elements(data, as: UInt64.self) else { return nil }
            self = .float64(elements.map(Double.init(bitPattern:)))
        default: return nil
        }
    }

    var structure: BoltStructure {
        let (marker, data): (UInt8, [UInt8]) =
            switch self {
            case .int8(let elements): (PackStream.Marker.int8, Self.bytes(elements))
            case .int16(let elements): (PackStream.Marker.int16, Self.bytes(elements))
            case .int32(let elements): (PackStream.Marker.int32, Self.bytes(elements))
            case .int64(let elements): (PackStream.Marker.int64, Self.bytes(elements))
            case .float32(let elements): (PackStream.Marker.float32, Self.bytes(elements.map(\.bitPattern)))
            case .float64(let elements): (PackStream.Marker.float64, Self.bytes(elements.map(\.bitPattern)))
            }
        return BoltStructure(tag: PackStream.Tag.vector, fields: [.bytes([marker]), .bytes(data)])
    }

    private static func elements<Number: FixedWidthInteger & BitwiseCopyable>(
        _ data: [UInt8], as _: Number.Type
    ) -> [Number]? {
        let width = MemoryLayout<Number>.size
        guard data.count.isMultiple(of: width) else { return nil }
        return data.withUnsafeBytes { buffer in
            stride(from: 0, to: buffer.count, by: width).map {
                Number(bigEndian: buffer.loadUnaligned(fromByteOffset: $0, as: Number.self))
            }
        }
    }

    private static func bytes(_ elements: [some FixedWidthInteger]) -> [UInt8] {
        var bytes: [UInt8] = []
        for element in elements { withUnsafeBytes(of: element.bigEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }
}
