/// The URLs of the settings file, not yet expanded: `${NAME}` stands for an environment variable.
public struct ConnectionSettings: Sendable, Equatable {
    /// A URL with the place that a message about it names.
    public struct Entry: Sendable, Equatable {
        public var text: String
        public var file: String
        public var mark: SourceMark
    }

    public var redis: Entry?
    public var neo4j: Entry?

    public init() {}

    init(_ section: inout Section) throws(ConfigurationError) {
        redis = try section.take("redis").map { value throws(ConfigurationError) in try Self.entry(value) }
        neo4j = try section.take("neo4j").map { value throws(ConfigurationError) in try Self.entry(value) }
    }

    private static func entry(_ value: Value) throws(ConfigurationError) -> Entry {
        // A wrong value is not repeated in the message: it may be a password.
        guard case .scalar(let text, _) = value.node.value, !value.node.isNull, !text.isEmpty else {
            throw value.error(.wrongType(key: value.key, expected: "a URL", found: "something else"))
        }
        return Entry(text: text, file: value.file, mark: value.node.mark)
    }
}
