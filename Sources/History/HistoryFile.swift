import Glibc
import PrivateFolder

/// The file and its folder before SQLite opens them: private to the user under any umask.
enum HistoryFile {
    static func exists(_ path: String) -> Bool {
        var status = stat()
        // What cannot be looked at may well be there: opening it says why not.
        return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR)
    }

    /// Creates the folder (0700) and an empty file (0600) when they are missing. SQLite gives -wal and -shm the
    /// mode of the file.
    static func create(_ path: String) throws(HistoryError) {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            do {
                try PrivateFolder.create(String(path[..<slash]), isKeptOutOfGit: true)
            } catch {
                throw failure(path, error.code)
            }
        }
        guard !exists(path) else { return }

        // Closing any descriptor of a file drops this process's locks on it, SQLite's too: so the file is finished
        // under another name first.
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { unlink(temporary) }
        let isPrivate = fchmod(descriptor, 0o600) == 0
        let error = isPrivate ? nil : failure(path)
        close(descriptor)
        if let error { throw error }
        // EEXIST: another process was faster, which is as good.
        guard link(temporary, path) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// Takes the permissions of others away from a file that somebody copied or restored.
    static func makePrivate(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
        // Fails on somebody else's file, which is theirs to protect.
        _ = chmod(path, status.st_mode & 0o700)
    }

    /// Whether nobody can write there, and no transaction waits in the log: SQLite then needs neither log nor lock,
    /// which it could not make.
    static func isImmutable(_ path: String) -> Bool {
        var system = statvfs()
        guard statvfs(path, &system) == 0, system.f_flag & UInt(ST_RDONLY) != 0 else { return false }
        var log = stat()
        return stat(path + "-wal", &log) != 0 || log.st_size == 0
    }

    private static func failure(_ path: String, _ code: Int32 = errno) -> HistoryError {
        switch code {
        case ENOSPC, EDQUOT: .full(path: path)
        case EROFS: .readOnly(path: path)
        default: .cannotOpen(path: path, reason: String(cString: strerror(code)))
        }
    }
}
