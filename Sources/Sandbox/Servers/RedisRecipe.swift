internal import ChildProcess
internal import RedisClient
internal import Transport

/// A redis-server that keeps nothing on disk.
///
/// Over TCP, as applications use it; a password keeps out the machine's other users, which a loopback port does not.
struct RedisRecipe: ServerRecipe {
    let role = SandboxServer.Role.redis
    let product = "Redis"
    let timeLimit = Duration.seconds(20)
    let portCount = 1
    let executable: String
    let password = Secret.random()

    init(_ environment: [String: String]) throws(SandboxError) {
        guard let executable = Executable.find("redis-server", environment) else { throw .noRedisServer }
        self.executable = executable
    }

    func command(in folder: SandboxFolder, ports: [Int]) throws(SandboxError) -> ChildCommand {
        let file = folder.file("redis.conf")
        try SmallFile.write(Self.configuration(folder: folder, port: ports[0], password: password), to: file)
        return ChildCommand(executable, [file])
    }

    /// Its title would overwrite the environment that `MarkedProcesses` reads.
    static func configuration(folder: SandboxFolder, port: Int, password: String) -> String {
        let quotedFolder = folder.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return """
            bind 127.0.0.1
            port \(port)
            requirepass \(password)
            dir "\(quotedFolder)"
            save ""
            appendonly no
            daemonize no
            set-proc-title no

            """
    }

    func connection(ports: [Int]) -> ConnectionURL {
        var url = ConnectionURL(scheme: .redis, host: "127.0.0.1", port: ports[0])
        url.password = password
        return url
    }

    func greet(_ url: ConnectionURL, options: TransportOptions) throws -> String? {
        let redis = try RedisConnection(to: url, options: options)
        defer { redis.close() }
        return try redis.serverInfo(section: "server")["redis_version"]
    }
}
