internal import Arguments
internal import Configuration
internal import RunModel
internal import Scenarios

/// Which settings.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The settings file.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String = Settings.defaultFileName

    /// The settings of `config`; the defaults when nobody named a file and there is none.
    func load() throws -> Settings {
        let settings: Settings
        do {
            settings =
                config == Settings.defaultFileName
                ? try Settings.loadIfPresent(path: config) : try Settings.load(path: config)
        } catch {
            throw UsageError(error)
        }
        for (section, pattern) in settings.patterns {
            do {
                try Catalogue.check(pattern, settings.scenarios)
            } catch {
                // A misspelt one would switch its margin, target or counters off without a word.
                throw UsageError("\(config): \(section): \(error)")
            }
        }
        return settings
    }
}
