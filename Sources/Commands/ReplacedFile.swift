internal import Glibc

/// A file that appears whole or not at all: it is written under another name, private to the user, and takes its
/// place at the end. What is no regular file, such as a pipe, is written to as it is.
final class ReplacedFile {
    private let path: String
    /// Where the links of `path` lead to, and the name until the end; nil when it is written to directly.
    private var replacement: (temporary: String, target: String)?
    private var descriptor: Int32

    init(path: String) throws {
        self.path = path
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            let resolved = realpath(path, nil)
            let target = resolved.map { String(cString: $0) } ?? path
            free(resolved)
            let temporary = "\(target).\(getpid()).new"
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            replacement = (temporary, target)
        }
        guard descriptor >= 0 else { throw failure() }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if let replacement { unlink(replacement.temporary) }
    }

    func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure() }
                rest = rest.dropFirst(count)
            }
        }
    }

    func finish() throws {
        // Some file systems tell only now that there was no room.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure() }
        if let replacement {
            guard rename(replacement.temporary, replacement.target) == 0 else { throw failure() }
        }
        close(descriptor)
        descriptor = -1
    }

    private func failure() -> FileWritingError {
        FileWritingError(path: path, reason: String(cString: strerror(errno)))
    }
}

struct FileWritingError: Error, CustomStringConvertible {
    var path: String
    var reason: String

    var description: String { "Cannot write \(path): \(reason); check the path, its permissions and the space left." }
}
