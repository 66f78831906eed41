/// The end of what a server said.
enum LogTail {
    static let lineCount = 10

    static func lines(ofFile path: String) -> [String] {
        lines(SmallFile.read(path) ?? [])
    }

    static func lines(_ bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes.suffix(16 * 1024), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).suffix(lineCount).map { line in
            // A log may hold anything, terminal sequences too.
            String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        }
    }
}
