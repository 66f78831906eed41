internal import FoundationEssentials

/// HdrHistogram's V2 encoding, so that other tools read our export: a big-endian header of 40 bytes, then the counts
/// from bucket 0 as ZigZag LEB128, where a negative number stands for that many empty buckets.
extension Histogram {
    public enum DecodingFailure: Error, Equatable, CustomStringConvertible {
        case truncated
        case notV2
        /// Another range or another number of digits than ours.
        case otherParameters
        case malformedCounts

        public var description: String {
            switch self {
            case .truncated: "The histogram ends before its last count; export it again."
            case .notV2: "The histogram does not begin with HdrHistogram's V2 cookie; export it in the V2 encoding."
            case .otherParameters:
                "The histogram's range is not 1 ns to 1 h at three digits; record it with those parameters."
            case .malformedCounts: "The histogram's counts reach beyond its range; export it again."
            }
        }
    }

    private static let cookie: UInt32 = 0x1C84_9303 | 0x10
    private static let headerLength = 40

    public func encodedV2() -> [UInt8] {
        var payload: [UInt8] = []
        if firstIndex > 0, !isEmpty { payload.appendZigZag(-Int64(firstIndex)) }
        var zeros: Int64 = 0
        for bucket in counts {
            if bucket == 0 {
                zeros += 1
                continue
            }
            if zeros > 0 { payload.appendZigZag(-zeros) }
            zeros = 0
            payload.appendZigZag(Int64(clamping: bucket))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headerLength + payload.count)
        bytes.appendBigEndian(Self.cookie)
        bytes.appendBigEndian(UInt32(payload.count))
        bytes.appendBigEndian(UInt32(0))  // normalizing index offset
        bytes.appendBigEndian(HistogramLayout.significantDigits)
        bytes.appendBigEndian(HistogramLayout.lowestDiscernible)
        bytes.appendBigEndian(HistogramLayout.highestTrackable)
        bytes.appendBigEndian(Double(1).bitPattern)  // integer to double conversion ratio
        return bytes + payload
    }

    public init(encodedV2 bytes: some Collection<UInt8>) throws(DecodingFailure) {
        let bytes = Array(bytes)
        guard bytes.count >= Self.headerLength else { throw .truncated }
        guard bytes.bigEndian(at: 0, UInt32.self) == Self.cookie else { throw .notV2 }
        guard bytes.bigEndian(at: 8, UInt32.self) == 0,
            bytes.bigEndian(at: 12, UInt32.self) == HistogramLayout.significantDigits,
            bytes.bigEndian(at: 16, UInt64.self) == HistogramLayout.lowestDiscernible,
            bytes.bigEndian(at: 24, UInt64.self) == HistogramLayout.highestTrackable
        else { throw .otherParameters }
        let length = Int(bytes.bigEndian(at: 4, UInt32.self))
        guard bytes.count >= Self.headerLength + length else { throw .truncated }

        // From the first bucket in use on: an array of all buckets would cost more than everything else.
        var counts: [UInt64] = []
        var firstIndex = 0
        var emptyCount = 0
        var index = 0
        var total: UInt64 = 0
        var rest = bytes[Self.headerLength..<(Self.headerLength + length)]
        while !rest.isEmpty {
            guard let number = rest.popZigZag() else { throw .truncated }
            if number <= 0 {
                // A zero stands for itself, one bucket.
                let skipped = max(number.magnitude, 1)
                guard skipped <= UInt64(HistogramLayout.countsLength - index) else { throw .malformedCounts }
                index += Int(skipped)
                emptyCount += Int(skipped)
            } else {
                let (sum, overflow) = total.addingReportingOverflow(UInt64(number))
                guard index < HistogramLayout.countsLength, !overflow else { throw .malformedCounts }
                total = sum
                if counts.isEmpty {
                    firstIndex = index
                } else {
                    counts.append(contentsOf: repeatElement(0, count: emptyCount))
                }
                counts.append(UInt64(number))
                emptyCount = 0
                index += 1
            }
        }
        self.init(firstIndex: firstIndex, trimmedCounts: counts)
    }
}

/// In JSON a histogram is the base64 of its V2 encoding.
extension Histogram: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let data = Data(base64Encoded: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "A histogram is not base64.")
        }
        do {
            try self.init(encodedV2: data)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(encodedV2()).base64EncodedString())
    }
}

extension [UInt8] {
    fileprivate mutating func appendBigEndian(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate func bigEndian<Integer: FixedWidthInteger & UnsignedInteger>(at offset: Int, _: Integer.Type) -> Integer
    {
        self[offset..<(offset + Integer.bitWidth / 8)].reduce(0) { ($0 << 8) | Integer($1) }
    }

    /// ZigZag LEB128 of at most nine bytes, the ninth with all eight bits (HdrHistogram's ZigZagEncoding).
    fileprivate mutating func appendZigZag(_ signed: Int64) {
        var value = UInt64(bitPattern: (signed << 1) ^ (signed >> 63))
        for _ in 0..<8 {
            if value < 0x80 {
                append(UInt8(value))
                return
            }
            append(UInt8(value & 0x7F) | 0x80)
            value >>= 7
        }
        append(UInt8(truncatingIfNeeded: value))
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func popZigZag() -> Int64? {
        var value: UInt64 = 0
        for position in 0..<9 {
            guard let byte = popFirst() else { return nil }
            if position == 8 {
                value |= UInt64(byte) << 56
                break
            }
            value |= UInt64(byte & 0x7F) << UInt64(7 * position)
            if byte & 0x80 == 0 { break }
        }
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}
