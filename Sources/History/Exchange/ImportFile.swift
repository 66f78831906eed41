import FoundationEssentials
import Glibc
import RunModel

/// An export on disk, read as often as needed. Owns its descriptor.
final class ImportFile {
    let path: String
    private let descriptor: Int32

    init(path: String) throws(HistoryError) {
        self.path = path
        // Without O_NONBLOCK a named pipe would wait for somebody who writes.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotImport(path: path, .notAFile) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Calls `body` with each run, checked, in the order of the file.
    ///
    /// - Throws: `.cannotImport` when anything in the file is not as an export must be; the schema decides first, as
    ///   a newer form may hold what this version does not know.
    func forEachRun(_ body: (Run) throws(HistoryError) -> Void) throws(HistoryError) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.unreadable(path) }
        var splitter = ExportSplitter()
        var schema: String?
        var position = 0
        var problem: ImportProblem?
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        var failure: ExportSplitter.Failure?
        while failure == nil {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable(path) }
            if count == 0 { break }
            failure = try splitter.read(chunk[..<count]) { (piece) throws(HistoryError) in
                switch piece {
                case .schema(let text): schema = try? JSONDecoder().decode(String.self, from: Data(text))
                case .run(let text):
                    position += 1
                    guard problem == nil else { return }
                    let run: Run
                    do throws(ImportedRun.Problem) {
                        run = try ImportedRun.read(text)
                    } catch {
                        problem =
                            switch error {
                            case .malformed(let detail): .damagedRun(position: position, detail: detail)
                            case .tooLarge: .runTooLarge(position: position)
                            }
                        return
                    }
                    try body(run)
                }
            }
        }
        try check(schema)
        if let problem { throw .cannotImport(path: path, problem) }
        switch failure {
        case .tooLarge: throw .cannotImport(path: path, .runTooLarge(position: position + 1))
        case .structure: throw .cannotImport(path: path, schema == nil ? .notAnExport : .truncated)
        case nil: break
        }
        guard schema != nil else { throw .cannotImport(path: path, .notAnExport) }
        guard splitter.isComplete else { throw .cannotImport(path: path, .truncated) }
    }

    private func check(_ schema: String?) throws(HistoryError) {
        guard let schema else { return }
        guard let version = ExportFormat.version(of: schema) else { throw .cannotImport(path: path, .notAnExport) }
        guard version <= ExportFormat.version else { throw .cannotImport(path: path, .newer(schema: schema)) }
    }

    private static func unreadable(_ path: String) -> HistoryError {
        .cannotImport(path: path, .unreadable(reason: String(cString: strerror(errno))))
    }
}
