/// A reply of the Redis protocol, version 2.
public enum RedisValue: Sendable, Equatable {
    case status(String)
    case error(RedisServerError)
    case integer(Int64)
    case bytes([UInt8])
    case array([RedisValue])
    case null

    /// The text of a status or of bytes that are UTF-8.
    public var string: String? {
        switch self {
        case .status(let text): text
        case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
        default: nil
        }
    }
}

/// An error reply: `-CODE message`.
public struct RedisServerError: Sendable, Equatable, CustomStringConvertible {
    /// The first word, e.g. `WRONGPASS`, `NOAUTH`, `ERR`.
    public let code: String
    public let message: String

    init(reply: String) {
        let parts = reply.split(separator: " ", maxSplits: 1)
        code = parts.first.map(String.init) ?? ""
        message = reply
    }

    public var description: String { message }
}
