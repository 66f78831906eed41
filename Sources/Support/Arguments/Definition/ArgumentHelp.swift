/// Who gets to read about an argument.
public struct ArgumentVisibility: Sendable, Equatable {
    enum Level: Sendable { case shown, hidden }
    let level: Level

    /// Shown in help, completions and the man page.
    public static let `default` = ArgumentVisibility(level: .shown)
    /// Accepted, and told to nobody.
    public static let hidden = ArgumentVisibility(level: .hidden)
}

/// What help, completions and the man page say about an argument.
public struct ArgumentHelp: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// One sentence.
    public var abstract: String
    /// What needs more than a sentence; shown indented below the abstract.
    public var discussion: String
    /// The word between angle brackets; by default the argument's name.
    public var valueName: String?
    public var visibility: ArgumentVisibility

    public init(
        _ abstract: String = "", discussion: String = "", valueName: String? = nil,
        visibility: ArgumentVisibility = .default
    ) {
        self.abstract = abstract
        self.discussion = discussion
        self.valueName = valueName
        self.visibility = visibility
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// An argument that help does not mention.
    public static var hidden: ArgumentHelp { ArgumentHelp(visibility: .hidden) }
}
