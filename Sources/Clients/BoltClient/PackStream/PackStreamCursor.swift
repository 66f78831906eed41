/// A position in bytes that must outlive it; every step is checked against the end.
struct PackStreamCursor {
    private var position: UnsafeRawPointer
    private let end: UnsafeRawPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        // An empty buffer may have no address; any will do, for it is never read.
        position = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
        end = position + bytes.count
    }

    var remaining: Int { end - position }

    @inline(__always)
    mutating func byte() throws(PackStreamError) -> UInt8 {
        guard position < end else { throw .truncated }
        defer { position += 1 }
        return position.load(as: UInt8.self)
    }

    @inline(__always)
    mutating func integer<Number: FixedWidthInteger & BitwiseCopyable>(
        _: Number.Type
    ) throws(PackStreamError) -> Number {
        let width = MemoryLayout<Number>.size
        guard remaining >= width else { throw .truncated }
        defer { position += width }
        return Number(bigEndian: position.loadUnaligned(as: Number.self))
    }

    @inline(__always)
    mutating func skip(_ count: Int) throws(PackStreamError) {
        guard count <= remaining else { throw .truncated }
        position += count
    }

    /// The size that follows `marker`, in 1, 2 or 4 bytes for `base`, `base + 1` and `base + 2`.
    mutating func size(_ marker: UInt8, base: UInt8) throws(PackStreamError) -> Int {
        switch marker - base {
        case 0: Int(try integer(UInt8.self))
        case 1: Int(try integer(UInt16.self))
        default: Int(try integer(UInt32.self))
        }
    }

    /// A string whose marker has been read. Bytes that are not UTF-8 are repaired: they must not end a run.
    mutating func string(length: Int) throws(PackStreamError) -> String {
        guard length <= remaining else { throw .truncated }
        defer { position += length }
        return String(decoding: UnsafeRawBufferPointer(start: position, count: length), as: UTF8.self)
    }

    mutating func string(_ marker: UInt8) throws(PackStreamError) -> String {
        try string(length: try size(marker, base: PackStream.Marker.string8))
    }

    mutating func bytes(_ marker: UInt8) throws(PackStreamError) -> [UInt8] {
        let length = try size(marker, base: PackStream.Marker.bytes8)
        guard length <= remaining else { throw .truncated }
        defer { position += length }
        return [UInt8](UnsafeRawBufferPointer(start: position, count: length))
    }

    mutating func key() throws(PackStreamError) -> String {
        let marker = try byte()
        switch marker {
        case 0x80...0x8F: return try string(length: Int(marker & 0x0F))
        case 0xD0...0xD2: return try string(marker)
        default: throw .keyIsNotAString
        }
    }
}
