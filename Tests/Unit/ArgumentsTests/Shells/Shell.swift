import Arguments
import Foundation
import Testing

/// Runs the real shells on the generated scripts. A missing shell is a failure: `make setup` installs all three.
struct Shell {
    let folder: URL
    let script: URL

    init(_ shell: CompletionShell) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "arguments-\(UUID().uuidString)")
        for name in ["folder", "my folder"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: "files/\(name)"), withIntermediateDirectories: true)
        }
        for file in ["a.yml", "b.txt"] { try Data().write(to: folder.appending(path: "files/\(file)")) }
        script = folder.appending(path: shell == .zsh ? "_demo" : "demo.\(shell)")
        try Data(Demo.completionScript(for: shell).utf8).write(to: script)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The lines that a program prints, run below `files` with an empty home.
    func lines(of program: String, _ arguments: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["timeout", "60", program] + arguments
        process.currentDirectoryURL = folder.appending(path: "files")
        process.environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TERM": "xterm", "LC_ALL": "C.UTF-8",
        ]
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program) said: \(complaints)")
        #expect(complaints.isEmpty, "\(program) complains: \(complaints)")
        return text.split(separator: "\n").map(String.init)
    }
}
