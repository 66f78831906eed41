/// A named value: `--count 3`, `--count=3`, `-c 3`, `-c3`.
@propertyWrapper
public struct Option<Value: Sendable>: Sendable, Decodable {
    private var parsed: Parsed<Value>

    public var wrappedValue: Value {
        get { parsed.value }
        set { parsed = .value(newValue) }
    }

    public init(from decoder: any Decoder) throws {
        parsed = .value(try ArgumentDecoder.value(from: decoder))
    }

    private init(
        _ name: NameSpecification, _ strategy: ArgumentDefinition.OptionStrategy,
        make: @escaping @Sendable (_ key: String, _ form: ArgumentDefinition.Form) -> ArgumentDefinition
    ) {
        parsed = .definition { make($0, .option(name.names(forProperty: $0), strategy)) }
    }
}

extension Option: ArgumentProvider {
    func definitions(property label: String) -> [ArgumentDefinition] { parsed.definitions(property: label) }
}

/// Where the value of an option that takes one stands.
public struct SingleValueParsingStrategy: Sendable {
    let strategy: ArgumentDefinition.OptionStrategy

    /// The next word, unless it looks like an option; a negative number does not.
    public static var next: Self { Self(strategy: .next) }
    /// The next word, whatever it looks like.
    public static var unconditional: Self { Self(strategy: .unconditional) }
}

/// Where the values of an option that takes many stand.
public struct ArrayParsingStrategy: Sendable {
    let strategy: ArgumentDefinition.OptionStrategy

    /// One value each time the option is given.
    public static var singleValue: Self { Self(strategy: .next) }
    /// One value each time, whatever it looks like.
    public static var unconditionalSingleValue: Self { Self(strategy: .unconditional) }
    /// Every word up to the next option.
    public static var upToNextOption: Self { Self(strategy: .upToNextOption) }
}

extension Option where Value: ExpressibleByArgument {
    /// An option with a default.
    public init(
        wrappedValue: Value, name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) {
        self.init(name, parsing.strategy) {
            .init(single: ValueReader(completion: completion), key: $0, form: $1, help: help, initial: wrappedValue)
        }
    }

    /// An option that must be given.
    public init(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil
    ) {
        self.init(name, parsing.strategy) {
            .init(single: ValueReader<Value>(completion: completion), key: $0, form: $1, help: help, initial: nil)
        }
    }
}

extension Option {
    /// An option that may be absent, written `= nil`.
    public init<T: ExpressibleByArgument>(
        wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long,
        parsing: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == T? {
        self.init(name: name, parsing: parsing, help: help, completion: completion)
    }

    /// An option that may be absent.
    public init<T: ExpressibleByArgument>(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil
    ) where Value == T? {
        self.init(name, parsing.strategy) {
            .init(optional: ValueReader<T>(completion: completion), key: $0, form: $1, help: help)
        }
    }

    /// An option that may be repeated, with a default.
    public init<T: ExpressibleByArgument>(
        wrappedValue: [T], name: NameSpecification = .long, parsing: ArrayParsingStrategy = .singleValue,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == [T] {
        self.init(name, parsing.strategy) {
            .init(array: ValueReader(completion: completion), key: $0, form: $1, help: help, initial: wrappedValue)
        }
    }

    /// An option that must be given at least once.
    public init<T: ExpressibleByArgument>(
        name: NameSpecification = .long, parsing: ArrayParsingStrategy = .singleValue, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil
    ) where Value == [T] {
        self.init(name, parsing.strategy) {
            .init(array: ValueReader<T>(completion: completion), key: $0, form: $1, help: help, initial: nil)
        }
    }
}

/// Values read by a function, whose error becomes part of the sentence.
extension Option {
    public init(
        wrappedValue: Value, name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @escaping @Sendable (String) throws -> Value
    ) {
        let reader = ValueReader(transform: transform, completion: completion)
        self.init(name, parsing.strategy) {
            .init(single: reader, key: $0, form: $1, help: help, initial: wrappedValue)
        }
    }

    public init(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil, transform: @escaping @Sendable (String) throws -> Value
    ) {
        let reader = ValueReader(transform: transform, completion: completion)
        self.init(name, parsing.strategy) { .init(single: reader, key: $0, form: $1, help: help, initial: nil) }
    }

    public init<T: Sendable>(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
        completion: CompletionKind? = nil, transform: @escaping @Sendable (String) throws -> T
    ) where Value == T? {
        let reader = ValueReader(transform: transform, completion: completion)
        self.init(name, parsing.strategy) { .init(optional: reader, key: $0, form: $1, help: help) }
    }

    public init<T: Sendable>(
        wrappedValue: [T], name: NameSpecification = .long, parsing: ArrayParsingStrategy = .singleValue,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @escaping @Sendable (String) throws -> T
    ) where Value == [T] {
        let reader = ValueReader(transform: transform, completion: completion)
        self.init(name, parsing.strategy) {
            .init(array: reader, key: $0, form: $1, help: help, initial: wrappedValue)
        }
    }
}
