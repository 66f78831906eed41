/// Who ends a sandbox; written into its folder, so that a later start knows what a killed one left behind.
enum Ownership: Codable, Equatable {
    /// It ends with this process.
    case process(ProcessIdentity)
    /// `ttaperf sandbox stop` ends it: the record at that path names it, since this start of the machine.
    case record(path: String, bootID: String)
}

/// Whether a folder is what is left of a sandbox that nobody will end.
struct AbandonmentRule {
    var bootID: String
    var isRunning: (ProcessIdentity) -> Bool
    /// The folder that the record at a path names; nil when there is no such record.
    var recordedFolder: (String) -> String?

    /// Somebody may have made the folder and not yet signed it.
    static let graceSeconds = 60.0

    func isAbandoned(_ folder: SandboxFolder, ownership: Ownership?, ageSeconds: Double) -> Bool {
        switch ownership {
        case nil: ageSeconds > Self.graceSeconds
        case .process(let owner): !isRunning(owner)
        case .record(let path, let bootID): bootID != self.bootID || recordedFolder(path) != folder.path
        }
    }
}
