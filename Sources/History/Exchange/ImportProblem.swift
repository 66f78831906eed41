/// Why a file cannot be imported. Nothing of it is stored then.
public enum ImportProblem: Equatable, Sendable, CustomStringConvertible {
    case unreadable(reason: String)
    case notAFile
    case notAnExport
    case newer(schema: String)
    /// The file ends early, or its brackets do not fit.
    case truncated
    /// `position` counts the runs of the file from 1.
    case damagedRun(position: Int, detail: String)
    case runTooLarge(position: Int)

    public var description: String {
        switch self {
        case .unreadable(let reason): "it cannot be read (\(reason)); check the path and its permissions"
        case .notAFile: "it is no regular file; save it to one first"
        case .notAnExport: "it is no export of ttaperf; write one with `ttaperf history export --output FILE`"
        case .newer(let schema):
            "it was written by a newer ttaperf (\(schema), this one knows \(ExportFormat.schema)); update ttaperf"
        case .truncated: "its end is missing or its brackets do not fit; export or copy it again"
        case .damagedRun(let position, let detail): "its run \(position) is damaged (\(detail)); export it again"
        case .runTooLarge(let position): "its run \(position) is larger than any run of ttaperf; export it again"
        }
    }
}
