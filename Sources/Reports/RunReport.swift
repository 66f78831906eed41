/// A result that people or machines read. Each result says once what it contains, as a document, as JSON, and where
/// it makes sense as records and judgements; every output format is made from one of these.
public protocol RunReport: Sendable {
    /// The headline of a page, e.g. `Comparison of two runs`.
    static var title: String { get }

    /// The formats that make sense for it.
    static var formats: [OutputFormat] { get }

    /// For people.
    /// - Parameter utcOffsetSeconds: seconds east of UTC of the times shown.
    func document(utcOffsetSeconds: Int) -> Document

    /// For machines: `Docs/json-output.md` says what the keys mean.
    var json: JSONValue { get }

    /// For spreadsheets; without any when `formats` has no `csv`.
    var records: RecordTable { get }

    /// For what runs jobs; without any when `formats` has neither `junit` nor `github`.
    var judgements: Judgements { get }
}

extension RunReport {
    public static var formats: [OutputFormat] { [.text, .json, .markdown, .html] }
    public var records: RecordTable { RecordTable(columns: [], rows: []) }
    public var judgements: Judgements { Judgements(all: [], conclusion: "") }
}
