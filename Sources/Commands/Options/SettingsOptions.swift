internal import Arguments
internal import Configuration

/// Which settings.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The settings file.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String = Settings.defaultFileName

    /// The settings of `config`; the defaults when nobody named a file and there is none.
    func load() throws -> Settings {
        do {
            return config == Settings.defaultFileName
                ? try Settings.loadIfPresent(path: config) : try Settings.load(path: config)
        } catch {
            throw UsageError(error)
        }
    }
}
