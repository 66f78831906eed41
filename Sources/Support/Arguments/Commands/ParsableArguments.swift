/// Arguments that belong together: a command, or what several commands share.
///
/// Every stored property carries `@Option`, `@Flag`, `@Argument` or `@OptionGroup`; the compiler writes the rest.
public protocol ParsableArguments: Decodable, SendableMetatype {
    init()

    /// Checks what no single argument can; throws a ``ValidationError``.
    mutating func validate() throws
}

extension ParsableArguments {
    public mutating func validate() throws {}

    /// The values of a command line without a program name.
    /// - Throws: a ``CommandError``.
    public static func parse(_ arguments: [String]) throws -> Self {
        var parser = CommandParser(root: Self.self)
        guard let parsed = try parser.parse(arguments) as? Self else {
            throw ParserError.definition("a subcommand was parsed; use parseAsRoot")
        }
        return parsed
    }
}
