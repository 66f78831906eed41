/// How many NarrativeNodes the model graph has; everything else follows from it.
public struct SandboxSize: Sendable, Equatable {
    public static let small = SandboxSize(nodeCount: 2_000)
    public static let medium = SandboxSize(nodeCount: 20_000)
    public static let large = SandboxSize(nodeCount: 200_000)
    public static let range = 100...1_000_000

    /// The sizes that have a name.
    public static let names: [(name: String, size: SandboxSize)] = [
        ("small", small), ("medium", medium), ("large", large),
    ]

    public let nodeCount: Int

    private init(nodeCount: Int) {
        self.nodeCount = nodeCount
    }

    /// A name, or a number in `range`; nil for anything else.
    public init?(_ text: String) {
        if let named = Self.names.first(where: { $0.name == text })?.size {
            self = named
        } else if let count = Int(text), Self.range.contains(count) {
            self.init(nodeCount: count)
        } else {
            return nil
        }
    }
}

extension SandboxSize: CustomStringConvertible {
    public var description: String { Self.names.first { $0.size == self }?.name ?? String(nodeCount) }
}

/// What a sandbox is to hold.
public struct SandboxOptions: Sendable {
    /// NarrativeNodes of the model graph.
    public var size: Int
    public var needsRedis: Bool
    public var needsGraph: Bool
    /// Where servers are looked for (`PATH`, `NEO4J_HOME`, `ARCADEDB_HOME`), where the folder is made (`TMPDIR`), and
    /// what the servers inherit.
    public var environment: [String: String]

    public init(
        size: Int = SandboxSize.medium.nodeCount, needsRedis: Bool = true, needsGraph: Bool = true,
        environment: [String: String]
    ) {
        self.size = size
        self.needsRedis = needsRedis
        self.needsGraph = needsGraph
        self.environment = environment
    }
}
