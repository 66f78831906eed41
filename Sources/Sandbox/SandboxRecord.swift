/// What a kept sandbox leaves for the next command: a file that only its owner can read, for it holds passwords.
struct SandboxRecord: Codable, Sendable, Equatable {
    static let currentVersion = 1

    var version = currentVersion
    var folder: String
    var startedAtSeconds: Double
    var servers: [SandboxServer]
    var dataSize: [String: Int64]

    /// Nil when there is none.
    static func read(_ path: String) throws(SandboxError) -> SandboxRecord? {
        guard SmallFile.exists(path) else { return nil }
        guard let record = SmallFile.decode(SandboxRecord.self, from: path), record.version == currentVersion else {
            throw .damagedRecord(path: path)
        }
        return record
    }

    func write(to path: String) throws(SandboxError) {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try SmallFile.makePrivateFolder(String(path[..<slash]), isKeptOutOfGit: true)
        }
        try SmallFile.encode(self, to: path)
    }
}
