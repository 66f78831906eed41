/// A name without a value: `--verbose`, `--no-colour`, `-vv`, or one name for each case of an enumeration.
@propertyWrapper
public struct Flag<Value: Sendable>: Sendable, Decodable {
    private var parsed: Parsed<Value>

    public var wrappedValue: Value {
        get { parsed.value }
        set { parsed = .value(newValue) }
    }

    public init(from decoder: any Decoder) throws {
        parsed = .value(try ArgumentDecoder.value(from: decoder))
    }

    private init(
        _ exclusivity: FlagExclusivity, help: ArgumentHelp?, initial: Value?, defaultDescription: String? = nil,
        isRepeating: Bool = false, choices: @escaping @Sendable (_ key: String) -> [ArgumentDefinition.FlagChoice]
    ) {
        parsed = .definition {
            ArgumentDefinition(
                key: $0, form: .flag(choices($0), exclusivity), help: help ?? "", initial: initial,
                defaultDescription: defaultDescription, isRepeating: isRepeating)
        }
    }
}

extension Flag: ArgumentProvider {
    func definitions(property label: String) -> [ArgumentDefinition] { parsed.definitions(property: label) }
}

/// How the name that switches a flag off is made.
public struct FlagInversion: Sendable {
    let on: String
    let off: String

    /// `--colour` and `--no-colour`.
    public static var prefixedNo: FlagInversion { FlagInversion(on: "", off: "no-") }
    /// `--enable-colour` and `--disable-colour`.
    public static var prefixedEnableDisable: FlagInversion { FlagInversion(on: "enable-", off: "disable-") }
}

/// What holds when names that contradict each other are given.
public struct FlagExclusivity: Sendable, Equatable {
    enum Rule: Sendable { case exclusive, chooseFirst, chooseLast }
    let rule: Rule

    public static var exclusive: FlagExclusivity { FlagExclusivity(rule: .exclusive) }
    public static var chooseFirst: FlagExclusivity { FlagExclusivity(rule: .chooseFirst) }
    public static var chooseLast: FlagExclusivity { FlagExclusivity(rule: .chooseLast) }
}

extension Flag where Value == Bool {
    /// Off, until its name is given.
    public init(wrappedValue: Bool = false, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
        self.init(.chooseLast, help: help, initial: wrappedValue) { label in
            [.init(names: name.names(forProperty: label)) { _ in !wrappedValue }]
        }
    }

    /// On or off by name, with a default.
    public init(
        wrappedValue: Bool, name: NameSpecification = .long, inversion: FlagInversion,
        exclusivity: FlagExclusivity = .chooseLast, help: ArgumentHelp? = nil
    ) {
        self.init(name, inversion, exclusivity, help, initial: wrappedValue)
    }

    /// On or off: one of the names must be given.
    public init(
        name: NameSpecification = .long, inversion: FlagInversion, exclusivity: FlagExclusivity = .chooseLast,
        help: ArgumentHelp? = nil
    ) {
        self.init(name, inversion, exclusivity, help, initial: nil)
    }

    private init(
        _ name: NameSpecification, _ inversion: FlagInversion, _ exclusivity: FlagExclusivity, _ help: ArgumentHelp?,
        initial: Bool?
    ) {
        self.init(exclusivity, help: help, initial: initial, defaultDescription: initial.map { $0 ? "on" : "off" }) {
            Flag<Bool>.choices(name, inversion, label: $0)
        }
    }
}

extension Flag where Value == Bool? {
    /// On, off, or nil when neither name is given.
    public init(
        name: NameSpecification = .long, inversion: FlagInversion, exclusivity: FlagExclusivity = .chooseLast,
        help: ArgumentHelp? = nil
    ) {
        self.init(exclusivity, help: help, initial: .some(nil)) { Flag<Bool>.choices(name, inversion, label: $0) }
    }
}

extension Flag where Value == Bool {
    fileprivate static func choices(
        _ name: NameSpecification, _ inversion: FlagInversion, label: String
    ) -> [ArgumentDefinition.FlagChoice] {
        let names = name.names(forProperty: label)
        func prefixed(_ prefix: String) -> [ArgumentName] {
            names.compactMap { if case .long(let name) = $0 { .long(prefix + name) } else { nil } }
        }
        let shorts = names.filter { !$0.isLong }
        return [
            .init(names: shorts + prefixed(inversion.on)) { _ in true },
            .init(names: prefixed(inversion.off)) { _ in false },
        ]
    }
}

extension Flag where Value == Int {
    /// How often its name is given: `-vvv` is 3.
    public init(wrappedValue: Int = 0, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
        self.init(.chooseLast, help: help, initial: wrappedValue, isRepeating: true) { label in
            [.init(names: name.names(forProperty: label)) { ($0 as? Int ?? wrappedValue) + 1 }]
        }
    }
}

/// An enumeration with one flag for each case.
public protocol EnumerableFlag: CaseIterable, Equatable, Sendable {
    static func name(for value: Self) -> NameSpecification
    static func help(for value: Self) -> ArgumentHelp?
}

extension EnumerableFlag {
    public static func name(for value: Self) -> NameSpecification { .long }
    public static func help(for value: Self) -> ArgumentHelp? { nil }
}

extension Flag where Value: EnumerableFlag {
    /// One of the cases, with a default.
    public init(wrappedValue: Value, exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil) {
        self.init(
            exclusivity, help: help, initial: wrappedValue,
            defaultDescription: Value.name(for: wrappedValue).names(forProperty: "\(wrappedValue)").first?.description
        ) { _ in Flag.choices(Value.self) }
    }

    /// One of the cases must be given.
    public init(exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil) {
        self.init(exclusivity, help: help, initial: nil) { _ in Flag.choices(Value.self) }
    }
}

extension Flag {
    /// One of the cases, or nil.
    public init<T: EnumerableFlag>(exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil)
    where Value == T? {
        self.init(exclusivity, help: help, initial: .some(nil)) { _ in Flag.choices(T.self) }
    }

    fileprivate static func choices<T: EnumerableFlag>(_ type: T.Type) -> [ArgumentDefinition.FlagChoice] {
        T.allCases.map { value in
            .init(names: T.name(for: value).names(forProperty: "\(value)"), help: T.help(for: value)) { _ in value }
        }
    }
}
