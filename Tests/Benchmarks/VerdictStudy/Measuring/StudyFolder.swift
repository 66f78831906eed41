import Digests
import Foundation
import Glibc

/// Where a study keeps everything: a folder a cell, and in it a history and a record for each chain.
struct StudyFolder: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Absolute.
    let path: String

    init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// The chains of a cell, oldest first.
    func chains(of cell: Cell) -> [ChainFiles] {
        let folder = "\(path)/\(cell.id)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map {
            ChainFiles(folder: folder, name: String($0.dropLast(5)))
        }
    }

    func newChain(of cell: Cell) throws -> ChainFiles {
        let folder = "\(path)/\(cell.id)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let last = chains(of: cell).last.flatMap { Int($0.name) } ?? 0
        let digits = String(last + 1)
        return ChainFiles(folder: folder, name: String(repeating: "0", count: max(0, 3 - digits.count)) + digits)
    }

    /// A copy of the executable, named by its content: a rebuild meanwhile must not mix two builds in one chain.
    func keep(executable: String) throws -> (path: String, digest: String) {
        guard let bytes = FileManager.default.contents(atPath: executable) else {
            throw Failure(
                description: "There is no executable at \(executable); build it with 'make build' or name one.")
        }
        let digest = String(SHA256Digest.hexadecimal(of: Array(bytes)).prefix(12))
        let copy = "\(path)/bin/ttaperf-\(digest)"
        try FileManager.default.createDirectory(atPath: "\(path)/bin", withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: copy) {
            let unfinished = "\(copy).\(getpid())"
            try bytes.write(to: URL(fileURLWithPath: unfinished))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: unfinished)
            guard rename(unfinished, copy) == 0 else {
                throw Failure(description: "Cannot write \(copy): \(String(cString: strerror(errno))).")
            }
        }
        return (copy, digest)
    }
}

/// What one chain leaves.
struct ChainFiles: Sendable {
    var folder: String
    var name: String

    var history: String { "\(folder)/\(name).sqlite" }
    var log: String { "\(folder)/\(name).log" }
    private var recordPath: String { "\(folder)/\(name).json" }

    func read() -> ChainRecord? {
        FileManager.default.contents(atPath: recordPath).flatMap {
            try? JSONDecoder().decode(ChainRecord.self, from: $0)
        }
    }

    func write(_ record: ChainRecord) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(record).write(to: URL(fileURLWithPath: recordPath), options: .atomic)
    }
}

/// The circumstances of a chain; its runs are in the history.
struct ChainRecord: Codable, Sendable {
    var cell: Cell
    /// The executable's SHA-256, first 12 digits.
    var build: String
    /// Planned; fewer were made when the time or the study ended.
    var runs: Int
    /// Of the load generator.
    var seed: UInt64
    var cores: Int
    /// Of the last minute, before our own load began: what others do on the machine.
    var loadAverage: Double?
    /// The servers, e.g. `Neo4j 5.26.30`.
    var servers: [String]
    var effects: [InjectedEffect]
}
