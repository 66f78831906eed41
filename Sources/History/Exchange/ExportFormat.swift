/// `ttaperf-export/1`: one JSON object with `schema` and `runs`, each run in the form of its Codable conformance with
/// dates as Unix seconds. Docs/history.md describes it.
enum ExportFormat {
    static let name = "ttaperf-export"
    static let version = 1
    static var schema: String { "\(name)/\(version)" }

    /// Runs stand on lines of their own, so that the text can be written and looked at piece by piece.
    static let opening = "{\"schema\":\"\(schema)\",\"runs\":["
    static let closing = "\n]}\n"

    /// The most bytes that one run may take in the file: an hour of measuring takes about a tenth.
    static let runLimit = 64 << 20
    /// The most histogram buckets of one run, eight bytes each in memory: a few bytes of text may ask for 270 KB.
    static let bucketLimit = 128 << 20

    /// Which version a `schema` names; nil for one that is not ours.
    static func version(of schema: String) -> Int? {
        let parts = schema.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == name, let version = Int(parts[1]), version > 0 else { return nil }
        return version
    }
}
