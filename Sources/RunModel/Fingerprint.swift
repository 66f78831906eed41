/// The circumstances that a comparison needs to be equal, and those it is about (the commit).
public struct Fingerprint: Codable, Sendable, Equatable {
    /// The tool's version, e.g. `0.1.0`.
    public var tool: String
    public var host: Host
    public var servers: [Server]
    /// Number of entities per kind, e.g. `NarrativeNode: 20000`.
    public var dataSize: [String: Int64]
    /// SHA-256 of the settings that change what is measured, in hexadecimal, first 16 digits.
    public var configurationHash: String
    /// Absent outside a git work tree.
    public var source: Source?

    public struct Host: Codable, Sendable, Equatable {
        public var name: String
        public var cpuModel: String?
        public var cpuCount: Int
        public var kernel: String
        public var operatingSystem: String?

        public init(name: String, cpuModel: String?, cpuCount: Int, kernel: String, operatingSystem: String?) {
            self.name = name
            self.cpuModel = cpuModel
            self.cpuCount = cpuCount
            self.kernel = kernel
            self.operatingSystem = operatingSystem
        }
    }

    public struct Server: Codable, Sendable, Equatable {
        /// `redis` or `graph`: which role it has in the scenarios.
        public var role: String
        /// e.g. `Redis`, `Neo4j`, `ArcadeDB`.
        public var product: String
        public var version: String
        /// Scheme, host and port without user or password; `sandboxAddress` for a server of our own.
        public var address: String

        /// A private server has no address that would say anything.
        public static let sandboxAddress = "sandbox"
        public var isOfSandbox: Bool { address == Self.sandboxAddress }

        public init(role: String, product: String, version: String, address: String) {
            self.role = role
            self.product = product
            self.version = version
            self.address = address
        }
    }

    public struct Source: Codable, Sendable, Equatable {
        public var commit: String
        /// Absent with a detached HEAD.
        public var branch: String?
        /// Whether tracked files differ from the commit.
        public var isDirty: Bool

        public init(commit: String, branch: String?, isDirty: Bool) {
            self.commit = commit
            self.branch = branch
            self.isDirty = isDirty
        }
    }

    /// Measured on private servers with the model data.
    public var isOfSandbox: Bool { servers.contains(where: \.isOfSandbox) }

    public init(
        tool: String, host: Host, servers: [Server] = [], dataSize: [String: Int64] = [:],
        configurationHash: String = "", source: Source? = nil
    ) {
        self.tool = tool
        self.host = host
        self.servers = servers
        self.dataSize = dataSize
        self.configurationHash = configurationHash
        self.source = source
    }
}
