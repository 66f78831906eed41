/// How people name a run: `latest`, `#12` or `12`, `tag:NAME`, `commit:HEX`, `branch:NAME`, each with `~N`.
public struct RunSelector: Sendable, Equatable, CustomStringConvertible {
    public enum Base: Sendable, Equatable {
        case latest
        case number(Int)
        case tag(String)
        /// At least four hexadecimal digits in lower case.
        case commit(String)
        case branch(String)
    }

    public var base: Base
    /// How many matching complete runs earlier; from a number: how many complete runs of `measure` earlier.
    public var offset: Int

    public init(_ base: Base, offset: Int = 0) {
        self.base = base
        self.offset = offset
    }

    /// - Throws: `.invalidSelector`.
    public init(_ text: String) throws(HistoryError) {
        let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let base = Self.base(name) else { throw .invalidSelector(text: text) }
        self.base = base
        offset = 0
        if parts.count == 2 {
            guard let offset = Self.digits(parts[1]) else { throw .invalidSelector(text: text) }
            self.offset = offset
        }
    }

    /// Reads back as an equal selector.
    public var description: String {
        let name =
            switch base {
            case .latest: "latest"
            case .number(let number): "#\(number)"
            case .tag(let name): "tag:\(name)"
            case .commit(let prefix): "commit:\(prefix)"
            case .branch(let name): "branch:\(name)"
            }
        return offset == 0 ? name : "\(name)~\(offset)"
    }

    private static func base(_ text: Substring) -> Base? {
        if text == "latest" { return .latest }
        if let value = value(text, after: "tag:") { return HistoryStore.isTag(value) ? .tag(value) : nil }
        if let value = value(text, after: "commit:") {
            let isHex = value.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            return isHex && (4...64).contains(value.utf8.count) ? .commit(value.lowercased()) : nil
        }
        if let value = value(text, after: "branch:") {
            let isName = value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
            return isName && (1...250).contains(value.utf8.count) ? .branch(value) : nil
        }
        let number = text.unicodeScalars.first == "#" ? Substring(text.unicodeScalars.dropFirst()) : text
        return digits(number).flatMap { $0 > 0 ? .number($0) : nil }
    }

    /// By scalars, so that a combining mark after the colon stays part of the value.
    private static func value(_ text: Substring, after prefix: String) -> String? {
        guard text.unicodeScalars.starts(with: prefix.unicodeScalars) else { return nil }
        return String(Substring(text.unicodeScalars.dropFirst(prefix.unicodeScalars.count)))
    }

    private static func digits(_ text: Substring) -> Int? {
        guard (1...15).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }
}
