internal import Arguments
internal import Configuration
internal import Reports

/// `ttaperf doctor`: what is reachable, which versions, how fast it answers.
struct DoctorCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is reachable, in which version, and how fast it answers.")

    @OptionGroup var connections: ConnectionOptions
    @OptionGroup var settingsFile: SettingsOptions
    @OptionGroup var output: OutputOptions<DoctorReport>

    func run(in context: Context) throws -> ExitStatus {
        let settings = try settingsFile.load()
        let redis = try connections.connection(.redis, settings, in: context)
        let checks = [
            Checkup.host(),
            try Checkup.redis(redis, cancellation: context.cancellation),
        ]
        let next = NextStep(command: "ttaperf init", purpose: "write the settings file, to name servers and targets")
        output.print(DoctorReport(checks: checks, next: next), in: context)
        return checks.contains { $0.status == .failure } ? .measurementFailed : .success
    }
}
