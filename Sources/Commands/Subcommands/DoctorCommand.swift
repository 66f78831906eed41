internal import Arguments
internal import Configuration
internal import Reports

/// `ttaperf doctor`: what is reachable, which versions, how fast it answers, and how noisy the machine is.
struct DoctorCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is reachable, in which version, and how fast it answers.")

    @Flag(help: "Watch the machine for 3 s, and say how small a change a run could notice here.")
    var noise = false

    @OptionGroup var connections: ConnectionOptions
    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var output: OutputOptions<DoctorReport>

    func run(in context: Context) throws -> ExitStatus {
        let settings = try settingsFile.load()
        let redis = try connections.connection(.redis, settings, in: context)
        let graph = try connections.connection(.neo4j, settings, in: context)
        var checks = [
            Checkup.host(),
            try Checkup.redis(redis, cancellation: context.cancellation),
            try Checkup.graph(graph, cancellation: context.cancellation),
        ]
        // Without any server there is nothing to measure, whoever named them.
        let isAlone = checks.dropFirst().allSatisfy { $0.status != .ok }
        if isAlone {
            for index in checks.indices.dropFirst() { checks[index].status = .failure }
        }
        if noise { checks += try NoiseCheck(settings: settings).run(in: context) }
        try output.print(
            DoctorReport(checks: checks, next: isAlone ? Self.withoutServers : Self.withoutOne(of: checks)),
            in: context)
        return checks.contains { $0.status == .failure } ? .measurementFailed : .success
    }

    private static let withoutServers = NextStep(
        command: "ttaperf measure --sandbox", purpose: "see it work on private servers first")

    /// Nobody has to have both servers: then the scenarios of the one that is there; nil where both answer, or where one
    /// that was named does not.
    private static func withoutOne(of checks: [DoctorReport.Check]) -> NextStep? {
        let (redis, graph) = (checks[1].status, checks[2].status)
        let pattern: String
        switch (redis, graph) {
        case (.ok, .warning): pattern = "redis.*"
        case (.warning, .ok): pattern = "graph.*"
        default: return nil
        }
        return NextStep(command: "ttaperf measure '\(pattern)'", purpose: "measure what needs no other server")
    }
}
