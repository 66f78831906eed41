public import Cancellation
internal import Glibc
public import Transport

/// Private servers with the model data, in a temporary folder; gone when it is stopped or its last reference goes.
///
/// One that was kept outlives its process, and only `stopKept` ends it.
public final class Sandbox: Sendable {
    public let folder: String
    public let startedAtSeconds: Double
    public let servers: [SandboxServer]
    /// How many of each kind there are, e.g. `NarrativeNode`, as counted on the servers after they were filled.
    public let dataSize: [String: Int64]
    /// Nil for one that somebody else keeps.
    private let owned: OwnedServers?

    public var redis: ConnectionURL? { servers.first { $0.role == .redis }?.url }
    public var graph: ConnectionURL? { servers.first { $0.role == .graph }?.url }
    /// Whether it goes on when we end, and `stop` does nothing.
    public var isAttached: Bool { owned?.isOurs != true }

    private init(owned: OwnedServers, servers: [SandboxServer], dataSize: [String: Int64]) {
        self.owned = owned
        self.servers = servers
        self.dataSize = dataSize
        folder = owned.folder.path
        startedAtSeconds = Double(time(nil))
    }

    private init(kept record: SandboxRecord) {
        owned = nil
        folder = record.folder
        startedAtSeconds = record.startedAtSeconds
        servers = record.servers
        dataSize = record.dataSize
    }

    /// Starts and fills the servers that `options` ask for; on any error nothing of them is left.
    ///
    /// Removes first what a killed process left behind. `progress` gets a few words before each step.
    public static func start(
        _ options: SandboxOptions, cancellation: Cancellation, progress: (String) -> Void
    ) throws(SandboxError) -> Sandbox {
        let recipes = try recipes(options, cancellation)
        let parent = SandboxFolder.temporaryFolder(options.environment)
        Leftovers.remove(in: parent)
        let folder = try SandboxFolder.create(in: parent, ownership: .process(.current))
        let owned = OwnedServers(folder)
        var starting: [StartingServer] = []
        for recipe in recipes {
            progress("Starting \(recipe.product)")
            starting.append(try StartingServer(recipe, in: folder, environment: options.environment))
        }

        let model = ModelData(nodeCount: options.size)
        var servers: [SandboxServer] = []
        var dataSize: [String: Int64] = [:]
        for server in starting {
            progress("Waiting for \(server.recipe.product)")
            let (child, server) = try server.waitUntilReady(cancellation)
            owned.add(child)
            servers.append(server)
            let sizes = try Seeding(server: server, model: model, cancellation: cancellation).fill(progress)
            dataSize.merge(sizes) { $1 }
        }
        return Sandbox(owned: owned, servers: servers, dataSize: dataSize)
    }

    /// The quick one first: it is filled while the other starts.
    private static func recipes(
        _ options: SandboxOptions, _ cancellation: Cancellation
    ) throws(SandboxError) -> [any ServerRecipe] {
        var recipes: [any ServerRecipe] = []
        if options.needsRedis { recipes.append(try RedisRecipe(options.environment)) }
        if options.needsGraph {
            recipes.append(
                try GraphServerSearch(environment: options.environment, cancellation: cancellation).recipe())
        }
        return recipes
    }

    /// Ends the servers and removes the folder; one that is attached to goes on.
    public func stop() {
        owned?.stop()
    }
}

extension Sandbox {
    /// Where a project's kept sandbox is recorded.
    public static let defaultRecordPath = ".ttaperf/sandbox.json"

    /// Lets the servers outlive us, recorded at `path`. Throws `alreadyKept` when one is recorded there.
    public func keep(recordPath path: String = defaultRecordPath) throws(SandboxError) {
        guard let owned else { return }
        guard !SmallFile.exists(path) else { throw .alreadyKept(record: path) }
        let record = SandboxRecord(
            folder: folder, startedAtSeconds: startedAtSeconds, servers: servers, dataSize: dataSize)
        try record.write(to: path)
        do throws(SandboxError) {
            try owned.folder.claim(
                .record(path: SmallFile.absolute(path), bootID: ProcessIdentity.currentBootID))
        } catch {
            unlink(path)
            throw error
        }
        owned.release()
    }

    /// The sandbox that is recorded at `path`, its servers running or not; nil when none is.
    public static func kept(recordPath path: String = defaultRecordPath) throws(SandboxError) -> Sandbox? {
        try SandboxRecord.read(path).map { Sandbox(kept: $0) }
    }

    /// The same, for use: throws `stoppedServer` when one of its servers has ended.
    public static func running(recordPath path: String = defaultRecordPath) throws(SandboxError) -> Sandbox? {
        guard let sandbox = try kept(recordPath: path) else { return nil }
        if let stopped = sandbox.servers.first(where: { !$0.isRunning }) {
            throw .stoppedServer(product: stopped.product)
        }
        return sandbox
    }

    /// Ends the recorded sandbox and removes its folder and the record; returns what it was, nil when there was none.
    @discardableResult
    public static func stopKept(recordPath path: String = defaultRecordPath) throws(SandboxError) -> Sandbox? {
        guard let sandbox = try kept(recordPath: path) else { return nil }
        let folder = SandboxFolder(path: sandbox.folder)
        MarkedProcesses(folder: folder).kill()
        if folder.isSandbox { folder.remove() }
        guard unlink(path) == 0 || errno == ENOENT else { throw .file(path: path, code: errno) }
        return sandbox
    }
}
