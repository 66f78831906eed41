/// Figures as rows of equal columns; what was not measured is nil.
public struct RecordTable: Sendable, Equatable {
    /// Names as in JSON, with their unit.
    public var columns: [String]
    /// Only strings, numbers and booleans.
    public var rows: [[JSONValue?]]

    public init(columns: [String], rows: [[JSONValue?]]) {
        self.columns = columns
        self.rows = rows
    }
}
