internal import FoundationEssentials
internal import Glibc
internal import PrivateFolder

/// Whole small files, private to the user under any umask.
enum SmallFile {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return "\(FileManager.default.currentDirectoryPath)/\(path)"
    }

    /// Nil when it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Replaces the file in one step: a reader sees the old one or the new one.
    static func write(_ bytes: [UInt8], to path: String) throws(SandboxError) {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, code: errno) }
        defer { close(descriptor) }
        do throws(SandboxError) {
            guard fchmod(descriptor, 0o600) == 0 else { throw .file(path: path, code: errno) }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw .file(path: path, code: errno) }
                rest = rest.dropFirst(count)
            }
            guard rename(temporary, path) == 0 else { throw .file(path: path, code: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    static func write(_ text: String, to path: String) throws(SandboxError) {
        try write(Array(text.utf8), to: path)
    }

    /// Nil when it cannot be read as such a value.
    static func decode<Value: Decodable>(_ type: Value.Type, from path: String) -> Value? {
        read(path).flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
    }

    static func encode(_ value: some Encodable, to path: String) throws(SandboxError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data: Data
        do {
            data = try encoder.encode(value)
        } catch {
            throw .file(path: path, code: EINVAL)
        }
        try write(Array(data), to: path)
    }

    static func makePrivateFolder(_ path: String, isKeptOutOfGit: Bool = false) throws(SandboxError) {
        do {
            try PrivateFolder.create(path, isKeptOutOfGit: isKeptOutOfGit)
        } catch {
            throw .file(path: path, code: error.code)
        }
    }
}
