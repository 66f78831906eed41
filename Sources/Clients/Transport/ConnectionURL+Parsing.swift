/// Why a text is not a connection. Never holds the text itself: it may contain a password.
public struct ConnectionURLError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        case noScheme
        case unknownScheme(String)
        case noHost
        case badPort(String)
        case badEncoding
        case badDatabase(String)
        case unknownParameter(String)
        case noPath
        case controlCharacter
        case caFileWithoutTLS
    }

    public let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    public var description: String {
        switch reason {
        case .noScheme:
            "The connection has no scheme; write it as redis://HOST:PORT or bolt://HOST:PORT."
        case .unknownScheme(let scheme):
            "The connection's scheme '\(scheme)' is unknown; use one of "
                + ConnectionURL.Scheme.allCases.map(\.rawValue).joined(separator: ", ") + "."
        case .noHost: "The connection names no host; write it as redis://HOST:PORT or bolt://HOST:PORT."
        case .badPort(let port): "The connection's port '\(port)' is not a number from 1 to 65535."
        case .badEncoding:
            "The connection has a '%' that two hexadecimal digits do not follow; write '%' itself as %25."
        case .badDatabase(let database): "The Redis database '\(database)' is not a whole number; write e.g. /0."
        case .unknownParameter(let name): "The connection's parameter '\(name)' is unknown; use db or cacert."
        case .noPath: "The connection names no socket; write it as unix:///path/to/redis.sock."
        case .controlCharacter: "The connection has a control character; remove it or write it as %XX."
        case .caFileWithoutTLS:
            "The connection has cacert but no encryption; use rediss://, bolt+s:// or neo4j+s:// with it."
        }
    }
}

extension ConnectionURL {
    public init(_ text: String) throws(ConnectionURLError) {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .init(.controlCharacter) }
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { throw .init(.noScheme) }
        let name = text[..<colon].lowercased()
        guard let scheme = Scheme(rawValue: name) else {
            // A short word is a scheme; anything longer may be a password in the wrong place.
            throw .init(name.utf8.count <= 12 ? .unknownScheme(name) : .noScheme)
        }
        var rest = text[text.index(colon, offsetBy: 3)...]
        if let hash = rest.lastIndex(of: "#") { rest = rest[..<hash] }
        let query: Substring
        if let mark = rest.firstIndex(of: "?") {
            query = rest[rest.index(after: mark)...]
            rest = rest[..<mark]
        } else {
            query = ""
        }

        self.init(scheme: scheme, host: "")
        if scheme == .unix {
            let (user, remainder) = Self.splitUser(rest)
            try setUser(user)
            path = try Self.decode(remainder)
            guard path?.hasPrefix("/") == true else { throw .init(.noPath) }
        } else {
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            let (user, hostAndPort) = Self.splitUser(rest[..<slash])
            try setUser(user)
            try setHost(hostAndPort)
            let tail = rest[slash...].dropFirst()
            if !tail.isEmpty { database = try Self.decode(tail) }
        }
        try setParameters(query)
        if let database, scheme.isRedis, UInt16(database) == nil { throw .init(.badDatabase(database)) }
        if caFile != nil, tls == .off { throw .init(.caFileWithoutTLS) }
    }

    /// At the last `@`: a password may hold one that nobody encoded.
    private static func splitUser(_ text: Substring) -> (user: Substring?, rest: Substring) {
        guard let at = text.lastIndex(of: "@") else { return (nil, text) }
        return (text[..<at], text[text.index(after: at)...])
    }

    private mutating func setUser(_ text: Substring?) throws(ConnectionURLError) {
        guard let text else { return }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        let user = try Self.decode(text[..<colon])
        username = user.isEmpty ? nil : user
        if colon != text.endIndex {
            let secret = try Self.decode(text[text.index(after: colon)...])
            password = secret.isEmpty ? nil : secret
        }
    }

    private mutating func setHost(_ text: Substring) throws(ConnectionURLError) {
        var portText: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = String(text[text.index(after: text.startIndex)..<end])
            let after = text[text.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw .init(.noHost) }
            portText = after.isEmpty ? nil : after.dropFirst()
        } else if let colon = text.lastIndex(of: ":") {
            host = try Self.decode(text[..<colon])
            portText = text[text.index(after: colon)...]
        } else {
            host = try Self.decode(text)
        }
        guard !host.isEmpty else { throw .init(.noHost) }
        if let portText {
            guard let number = UInt16(portText), number > 0 else { throw .init(.badPort(String(portText.prefix(12)))) }
            port = Int(number)
        }
    }

    private mutating func setParameters(_ query: Substring) throws(ConnectionURLError) {
        for parameter in query.split(separator: "&") {
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? try Self.decode(parts[1]) : ""
            switch parts[0] {
            case "db": database = value
            case "cacert": caFile = value
            default: throw .init(.unknownParameter(String(parts[0].prefix(20))))
            }
        }
    }

    private static func decode(_ text: Substring) throws(ConnectionURLError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal),
                high << 4 | low != 0
            else { throw .init(.badEncoding) }
            bytes.append(high << 4 | low)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
