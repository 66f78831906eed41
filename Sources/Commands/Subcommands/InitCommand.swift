internal import Arguments
internal import Configuration
internal import Glibc

/// `ttaperf init`: writes a commented settings file, and never over one that is there.
struct InitCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented ttaperf.yml.")

    @Argument(help: ArgumentHelp("Where to write it.", valueName: "file"), completion: .file())
    var path: String = Settings.defaultFileName

    func run(in context: Context) throws -> ExitStatus {
        try NewFile.write(Settings.template, to: path)
        try context.output("Wrote \(path).\nNext: ttaperf doctor\n")
        return .success
    }
}

/// A file that must not exist yet.
enum NewFile {
    static func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw UsageError(
                errno == EEXIST
                    ? "\(path) is already there; remove it first, or name another file."
                    : "Cannot write \(path): \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = String(cString: strerror(errno))
                unlink(path)
                throw UsageError("Cannot write \(path): \(reason).")
            }
            rest = rest.dropFirst(count)
        }
    }
}
