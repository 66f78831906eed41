internal import Glibc

/// A file that appears whole or not at all: it is written under another name, private to the user, and takes its
/// place at the end.
final class ReplacedFile {
    private let path: String
    private let temporary: String
    private var descriptor: Int32

    init(path: String) throws {
        self.path = path
        temporary = "\(path).\(getpid()).new"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure() }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
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
        guard fsync(descriptor) == 0 || errno == EINVAL, rename(temporary, path) == 0 else { throw failure() }
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
