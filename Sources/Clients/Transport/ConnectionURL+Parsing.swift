/// Why a text is not a connection.
///
/// Never holds a part of the text but the scheme: a password with a '/' or '?' that nobody encoded ends up in what looks
/// like the port, the database or a parameter.
public struct ConnectionURLError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        case noScheme
        case unknownScheme(String)
        case noHost
        case badPort
        case badEncoding
        case badDatabase
        case unknownParameter
        case noPath
        case controlCharacter
        case delimiterOutOfPlace
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
        case .badPort:
            "The connection's port is not a number from 1 to 65535; write '/', '?' and '#' of a password as %2F, %3F "
                + "and %23."
        case .badEncoding:
            "The connection has a '%' that no two hexadecimal digits of UTF-8 text follow; write '%' itself as %25."
        case .badDatabase: "The connection's Redis database is not a whole number; write e.g. redis://HOST:PORT/0."
        case .unknownParameter: "The connection has an unknown parameter; use db or cacert."
        case .noPath: "The connection names no socket; write it as unix:///path/to/redis.sock."
        case .delimiterOutOfPlace:
            "The connection has a '#', or an '@' behind its first '/'; write '/', '?', '#' and '@' of a password as %2F, "
                + "%3F, %23 and %40."
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
            // A short word is a scheme; anything else may be a password in the wrong place.
            let isWord = name.utf8.count <= 12 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "+") }
            throw .init(isWord ? .unknownScheme(name) : .noScheme)
        }
        var rest = text[text.index(colon, offsetBy: 3)...]
        // A fragment means nothing here, and cutting one off would turn a password's '#' into another host.
        guard !rest.contains("#") else { throw .init(.delimiterOutOfPlace) }
        let query: Substring
        if let mark = rest.firstIndex(of: "?") {
            query = rest[rest.index(after: mark)...]
            rest = rest[..<mark]
        } else {
            query = ""
        }

        self.init(scheme: scheme, host: "")
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let (user, hostAndPort) = Self.splitUser(rest[..<slash])
        try setUser(user)
        if scheme == .unix {
            guard hostAndPort.isEmpty, slash != rest.endIndex else { throw .init(.noPath) }
            path = try Self.decode(rest[slash...])
        } else {
            let tail = rest[slash...].dropFirst()
            guard !tail.contains("@") else { throw .init(.delimiterOutOfPlace) }
            try setHost(hostAndPort)
            if !tail.isEmpty { database = try Self.decode(tail) }
        }
        try setParameters(query)
        if let database, scheme.isRedis, UInt16(database) == nil { throw .init(.badDatabase) }
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
            guard let number = UInt16(portText), number > 0 else { throw .init(.badPort) }
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
            default: throw .init(.unknownParameter)
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
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .init(.badEncoding) }
        return decoded
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
