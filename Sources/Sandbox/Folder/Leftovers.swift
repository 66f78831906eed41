internal import FoundationEssentials
internal import Glibc

/// What sandboxes left behind whose process was killed before it could clean up.
enum Leftovers {
    /// Ends their servers and removes their folders; those of other users, and those in use, stay. Returns the folders.
    @discardableResult
    static func remove(in parent: String) -> [String] {
        let rule = AbandonmentRule(
            bootID: ProcessIdentity.currentBootID, isRunning: \.isRunning,
            recordedFolder: { SmallFile.decode(SandboxRecord.self, from: $0)?.folder })
        let now = Double(time(nil))
        let abandoned = folders(in: parent).filter { folder, modified in
            rule.isAbandoned(folder, ownership: folder.ownership, ageSeconds: now - modified)
        }.map(\.folder)
        for folder in abandoned {
            MarkedProcesses(folder: folder).kill()
            folder.remove()
        }
        return abandoned.map(\.path)
    }

    private static func folders(in parent: String) -> [(folder: SandboxFolder, modified: Double)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0.hasPrefix(SandboxFolder.prefix) }.compactMap { name in
            guard let resolved = realpath(parent, nil) else { return nil }
            defer { free(resolved) }
            let folder = SandboxFolder(path: "\(String(cString: resolved))/\(name)")
            var status = stat()
            guard lstat(folder.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid()
            else { return nil }
            return (folder, Double(status.st_mtim.tv_sec))
        }
    }
}
