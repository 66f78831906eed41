import Foundation
import Testing

/// A stored output. `TTAPERF_UPDATE_GOLDEN=1 swift test --filter ReportsTests` writes it anew: read the difference
/// before you commit it.
enum GoldenFile {
    private static var sourceFolder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    }

    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["TTAPERF_UPDATE_GOLDEN"] == "1" {
            try text.write(to: sourceFolder.appending(path: name), atomically: true, encoding: .utf8)
            return
        }
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Golden")
        let expected = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        #expect(text == expected, "\(name) differs", sourceLocation: sourceLocation)
    }
}
