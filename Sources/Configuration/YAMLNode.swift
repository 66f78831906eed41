/// Where something stands in the file; both count from 1, columns in characters.
public struct SourceMark: Sendable, Hashable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A value of the file, before it has a type.
public struct YAMLNode: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
        /// `isPlain`: written without quotes, so that `42`, `true` and `~` mean more than their letters.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        /// In the order of the file; no key stands twice.
        case mapping([Entry])
    }

    public struct Entry: Sendable, Equatable {
        public var key: String
        public var keyMark: SourceMark
        public var value: YAMLNode
    }

    public var value: Value
    public var mark: SourceMark

    /// Nothing, `~` or `null`.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = value else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// For messages: what was found.
    var kindName: String {
        switch value {
        case .scalar where isNull: "nothing"
        case .scalar(let text, _): "'\(text)'"
        case .sequence: "a list"
        case .mapping: "keys and values"
        }
    }
}
