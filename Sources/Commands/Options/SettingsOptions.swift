internal import Arguments
internal import Configuration

/// Which settings.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The settings file.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String = Settings.defaultFileName

    /// The settings of `config`, or the defaults when there is no such file.
    func load() throws -> Settings {
        do {
            return try Settings.loadIfPresent(path: config)
        } catch {
            throw UsageError(error)
        }
    }
}
