import Terminal

/// What runs in the sandbox.
public struct SandboxStatusReport: RunReport, Equatable {
    public static let title = "Sandbox"

    public struct Server: Sendable, Equatable {
        /// `redis` or `graph`.
        public var role: String
        /// e.g. `ArcadeDB`.
        public var product: String
        public var version: String?
        /// Scheme, host and port; never a password.
        public var address: String
        public var processID: Int32?
        public var isRunning: Bool

        public init(
            role: String, product: String, version: String?, address: String, processID: Int32?, isRunning: Bool
        ) {
            self.role = role
            self.product = product
            self.version = version
            self.address = address
            self.processID = processID
            self.isRunning = isRunning
        }
    }

    /// Empty: no sandbox is up.
    public var servers: [Server]
    public var folder: String?
    public var startedAtSeconds: Double?
    /// Number of entities per kind.
    public var dataSize: [String: Int64]
    /// nil: the one that follows from the servers.
    public var next: NextStep?

    public init(
        servers: [Server], folder: String? = nil, startedAtSeconds: Double? = nil, dataSize: [String: Int64] = [:],
        next: NextStep? = nil
    ) {
        self.servers = servers
        self.folder = folder
        self.startedAtSeconds = startedAtSeconds
        self.dataSize = dataSize
        self.next = next
    }

    public func document(utcOffsetSeconds: Int) -> Document {
        guard !servers.isEmpty else {
            return Document(sections: [
                Document.Section(blocks: [.paragraph("No sandbox is running."), .next(next ?? defaultNext)])
            ])
        }
        var table = TextTable(columns: [
            .init("server"), .init("state"), .init("product", wrapsTo: 10), .init("address"),
            .init("process", .right, dropOrder: 1),
        ])
        for server in servers {
            table.addRow([
                StyledText(server.role, .bold),
                server.isRunning ? StyledText("✓ running", .good) : StyledText("✗ stopped", .bad),
                StyledText(server.product + (server.version.map { " \($0)" } ?? "")), StyledText(server.address),
                server.processID.map { StyledText(String($0)) } ?? StyledText(NumberText.absent, .dim),
            ])
        }
        var fields: [Document.Field] = []
        if let startedAtSeconds {
            let time = DateText.minute(secondsSince1970: startedAtSeconds, utcOffsetSeconds: utcOffsetSeconds)
            fields.append(Document.Field("started", StyledText(time)))
        }
        if let folder { fields.append(Document.Field("folder", StyledText(folder))) }
        if !dataSize.isEmpty { fields.append(Document.Field("data", StyledText(Wording.dataSize(dataSize)))) }
        let facts: [Document.Block] = fields.isEmpty ? [] : [.fields(fields)]
        return Document(sections: [
            Document.Section(blocks: [.table(table)] + facts + [.next(next ?? defaultNext)])
        ])
    }

    public var json: JSONValue {
        .present([
            "schema": .string("ttaperf-sandbox-status/1"),
            "is_running": .boolean(isComplete),
            "folder": folder.map(JSONValue.string),
            "started_at": startedAtSeconds.flatMap(JSONValue.moment),
            "data_size_count": .object(dataSize.mapValues(JSONValue.integer)),
            "servers": .list(servers) { server in
                .present([
                    "role": .string(server.role),
                    "product": .string(server.product),
                    "version": server.version.map(JSONValue.string),
                    "address": .string(server.address),
                    "process_id": server.processID.map { .integer(Int64($0)) },
                    "is_running": .boolean(server.isRunning),
                ])
            },
        ])
    }

    private var isComplete: Bool { !servers.isEmpty && servers.allSatisfy(\.isRunning) }

    private var defaultNext: NextStep {
        if servers.isEmpty {
            return NextStep(command: "ttaperf sandbox start", purpose: "private servers with the model data")
        }
        return isComplete
            ? NextStep(command: "ttaperf measure --sandbox", purpose: "measure on these servers")
            : NextStep(command: "ttaperf sandbox stop", purpose: "clean up; then start it again")
    }
}
