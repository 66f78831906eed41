internal import FoundationEssentials
internal import Glibc

/// The temporary folder of one sandbox, closed to other users.
struct SandboxFolder: Sendable, Equatable {
    static let prefix = "ttaperf-sandbox-"
    private static let ownershipFile = "owner.json"

    let path: String

    init(path: String) {
        self.path = path
    }

    static func temporaryFolder(_ environment: [String: String]) -> String {
        let named = environment["TMPDIR"] ?? ""
        return named.isEmpty ? "/tmp" : named
    }

    static func create(in parent: String, ownership: Ownership) throws(SandboxError) -> SandboxFolder {
        var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .file(path: parent, code: errno) }
        let made = template.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        guard let resolved = realpath(made, nil) else { throw .file(path: made, code: errno) }
        defer { free(resolved) }
        let folder = SandboxFolder(path: String(cString: resolved))
        do throws(SandboxError) {
            try folder.claim(ownership)
        } catch {
            folder.remove()
            throw error
        }
        return folder
    }

    /// Whether its name is one of ours; what else a record may name is not ours to remove.
    var isSandbox: Bool { path.split(separator: "/").last?.hasPrefix(Self.prefix) == true }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    var ownership: Ownership? { SmallFile.decode(Ownership.self, from: file(Self.ownershipFile)) }

    func claim(_ ownership: Ownership) throws(SandboxError) {
        try SmallFile.encode(ownership, to: file(Self.ownershipFile))
    }

    /// Follows no link out of the folder.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
