/// Why bytes are not PackStream.
public enum PackStreamError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The value's own sizes reach beyond the end of the message.
    case truncated
    case reservedMarker(UInt8)
    case keyIsNotAString
    case tooDeep
    case trailingBytes

    public var description: String {
        switch self {
        case .truncated: "a value ends before its announced size"
        case .reservedMarker(let marker): "the marker \(String(marker, radix: 16, uppercase: true)) is reserved"
        case .keyIsNotAString: "a dictionary's key is not a string"
        case .tooDeep: "values are nested more than \(PackStream.depthLimit) deep"
        case .trailingBytes: "bytes follow the message's value"
        }
    }
}
