/// A type that reads itself from one word of the command line.
public protocol ExpressibleByArgument: Sendable {
    /// nil when the word is not a value of this type.
    init?(argument: String)
    /// How help shows a default.
    var defaultValueDescription: String { get }
    /// All values, when they can be told; named in help, in errors and by completion.
    static var allValueStrings: [String] { get }
    static var defaultCompletionKind: CompletionKind { get }
}

extension ExpressibleByArgument {
    public var defaultValueDescription: String { "\(self)" }
    public static var allValueStrings: [String] { [] }
    public static var defaultCompletionKind: CompletionKind {
        allValueStrings.isEmpty ? .default : .list(allValueStrings)
    }
}

extension ExpressibleByArgument where Self: CaseIterable {
    public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}

extension ExpressibleByArgument where Self: RawRepresentable, RawValue: ExpressibleByArgument {
    public var defaultValueDescription: String { rawValue.defaultValueDescription }

    public init?(argument: String) {
        guard let rawValue = RawValue(argument: argument) else { return nil }
        self.init(rawValue: rawValue)
    }
}

extension ExpressibleByArgument where Self: CaseIterable, Self: RawRepresentable, RawValue: ExpressibleByArgument {
    public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}

extension ExpressibleByArgument where Self: LosslessStringConvertible {
    public init?(argument: String) {
        self.init(argument)
    }
}

extension String: ExpressibleByArgument {
    public init?(argument: String) {
        self = argument
    }
}

extension Bool: ExpressibleByArgument {
    public static var allValueStrings: [String] { ["true", "false"] }
}

extension Int: ExpressibleByArgument {}
extension Int8: ExpressibleByArgument {}
extension Int16: ExpressibleByArgument {}
extension Int32: ExpressibleByArgument {}
extension Int64: ExpressibleByArgument {}
extension UInt: ExpressibleByArgument {}
extension UInt8: ExpressibleByArgument {}
extension UInt16: ExpressibleByArgument {}
extension UInt32: ExpressibleByArgument {}
extension UInt64: ExpressibleByArgument {}

extension ExpressibleByArgument where Self: BinaryFloatingPoint {
    /// A default of 5 reads as `5`, not `5.0`.
    public var defaultValueDescription: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension Float: ExpressibleByArgument {}
extension Double: ExpressibleByArgument {}
