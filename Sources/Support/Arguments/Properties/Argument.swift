/// A value told by its place: `NAME`, `[SCENARIO…]`, `-- CMD…`.
@propertyWrapper
public struct Argument<Value: Sendable>: Sendable, Decodable {
    private var parsed: Parsed<Value>

    public var wrappedValue: Value {
        get { parsed.value }
        set { parsed = .value(newValue) }
    }

    public init(from decoder: any Decoder) throws {
        parsed = .value(try ArgumentDecoder.value(from: decoder))
    }

    private init(make: @escaping @Sendable (_ key: String) -> ArgumentDefinition) {
        parsed = .definition(make)
    }
}

extension Argument: ArgumentProvider {
    func definitions(property label: String) -> [ArgumentDefinition] { parsed.definitions(property: label) }
}

/// Which words an array of arguments takes.
public struct ArgumentArrayParsingStrategy: Sendable {
    let strategy: ArgumentDefinition.PositionalStrategy

    /// Every word that is neither an option nor the value of one.
    public static var remaining: Self { Self(strategy: .remaining) }
    /// Only the words after `--`, whatever they look like: `profile -- CMD…`.
    public static var postTerminator: Self { Self(strategy: .postTerminator) }
    /// Every word from the first that is not an option of this command, `--` included, whatever they look like.
    public static var captureForPassthrough: Self { Self(strategy: .passthrough) }

    /// Words that look like options are words of another command line: the shell completes them as such.
    func completion(_ given: CompletionKind?) -> CompletionKind? {
        switch strategy {
        case .postTerminator, .passthrough: given ?? .commandLine
        case .single, .remaining: given
        }
    }
}

extension Argument where Value: ExpressibleByArgument {
    /// An argument with a default.
    public init(wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
        self.init {
            .init(
                single: ValueReader(completion: completion), key: $0, form: .positional(.single), help: help,
                initial: wrappedValue)
        }
    }

    /// An argument that must be given.
    public init(help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
        self.init {
            .init(
                single: ValueReader<Value>(completion: completion), key: $0, form: .positional(.single), help: help,
                initial: nil)
        }
    }
}

extension Argument {
    /// An argument that may be absent, written `= nil`.
    public init<T: ExpressibleByArgument>(
        wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == T? {
        self.init(help: help, completion: completion)
    }

    /// An argument that may be absent.
    public init<T: ExpressibleByArgument>(help: ArgumentHelp? = nil, completion: CompletionKind? = nil)
    where Value == T? {
        self.init {
            .init(
                optional: ValueReader<T>(completion: completion), key: $0, form: .positional(.single), help: help)
        }
    }

    /// Any number of arguments, with a default.
    public init<T: ExpressibleByArgument>(
        wrappedValue: [T], parsing: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil
    ) where Value == [T] {
        self.init {
            .init(
                array: ValueReader(completion: parsing.completion(completion)), key: $0,
                form: .positional(parsing.strategy), help: help, initial: wrappedValue)
        }
    }

    /// At least one argument.
    public init<T: ExpressibleByArgument>(
        parsing: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil
    ) where Value == [T] {
        self.init {
            .init(
                array: ValueReader<T>(completion: parsing.completion(completion)), key: $0,
                form: .positional(parsing.strategy), help: help, initial: nil)
        }
    }
}

/// Values read by a function, whose error becomes part of the sentence.
extension Argument {
    public init(
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @escaping @Sendable (String) throws -> Value
    ) {
        let reader = ValueReader(transform: transform, completion: completion)
        self.init { .init(single: reader, key: $0, form: .positional(.single), help: help, initial: nil) }
    }

    public init(
        wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @escaping @Sendable (String) throws -> Value
    ) {
        let reader = ValueReader(transform: transform, completion: completion)
        self.init { .init(single: reader, key: $0, form: .positional(.single), help: help, initial: wrappedValue) }
    }

    public init<T: Sendable>(
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @escaping @Sendable (String) throws -> T
    ) where Value == T? {
        let reader = ValueReader(transform: transform, completion: completion)
        self.init { .init(optional: reader, key: $0, form: .positional(.single), help: help) }
    }

    public init<T: Sendable>(
        wrappedValue: [T], parsing: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil, transform: @escaping @Sendable (String) throws -> T
    ) where Value == [T] {
        let reader = ValueReader(transform: transform, completion: parsing.completion(completion))
        self.init {
            .init(array: reader, key: $0, form: .positional(parsing.strategy), help: help, initial: wrappedValue)
        }
    }

    public init<T: Sendable>(
        parsing: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil, transform: @escaping @Sendable (String) throws -> T
    ) where Value == [T] {
        let reader = ValueReader(transform: transform, completion: parsing.completion(completion))
        self.init {
            .init(array: reader, key: $0, form: .positional(parsing.strategy), help: help, initial: nil)
        }
    }
}
