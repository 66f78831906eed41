/// A result that people or machines read. Each result says once what it contains, as a document and as JSON; every
/// output format is made from one of the two.
public protocol RunReport: Sendable {
    /// For people.
    /// - Parameter utcOffsetSeconds: seconds east of UTC of the times shown.
    func document(utcOffsetSeconds: Int) -> Document

    /// For machines: `Docs/json-output.md` says what the keys mean.
    var json: JSONValue { get }
}
