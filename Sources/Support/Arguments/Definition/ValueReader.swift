/// How a word becomes a value, and what a person or a shell may choose from.
struct ValueReader<Value: Sendable>: Sendable {
    var read: @Sendable (String) throws -> Value
    var describe: @Sendable (Value) -> String
    var allowedValues: [String] = []
    var completion: CompletionKind

    init(transform: @escaping @Sendable (String) throws -> Value, completion: CompletionKind?) {
        read = transform
        describe = { "\($0)" }
        self.completion = completion ?? .default
    }
}

extension ValueReader where Value: ExpressibleByArgument {
    init(completion: CompletionKind?) {
        read = { word in
            guard let value = Value(argument: word) else { throw InvalidWord(expected: Value.expectation) }
            return value
        }
        describe = { $0.defaultValueDescription }
        allowedValues = Value.allValueStrings
        self.completion = completion ?? Value.defaultCompletionKind
    }
}

/// A word that is not a value of the type; the parser knows the argument and finishes the sentence.
struct InvalidWord: Error {
    /// What was expected, when the type can say so: `a whole number`.
    var expected: String?
}

extension ExpressibleByArgument {
    static var expectation: String? {
        switch Self.self {
        case is any UnsignedInteger.Type: "a whole number that is not negative"
        case is any FixedWidthInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is Bool.Type: "true or false"
        default: nil
        }
    }
}

extension ArgumentDefinition {
    /// One word a value.
    init<Value>(
        single reader: ValueReader<Value>, key: String, form: Form, help: ArgumentHelp?, initial: Value?
    ) {
        self.init(
            key: key, form: form, help: help ?? "", initial: initial,
            defaultDescription: initial.map(reader.describe), allowedValues: reader.allowedValues,
            completion: reader.completion, update: { _, word in try reader.read(word) })
    }

    /// One word, or nil.
    init<Value>(optional reader: ValueReader<Value>, key: String, form: Form, help: ArgumentHelp?) {
        self.init(single: reader, key: key, form: form, help: help, initial: nil)
        initial = Value?.none as any Sendable
    }

    /// Any number of words; the first replaces the default. Without a default, at least one is required.
    init<Value>(
        array reader: ValueReader<Value>, key: String, form: Form, help: ArgumentHelp?, initial: [Value]?
    ) {
        self.init(single: reader, key: key, form: form, help: help, initial: nil)
        self.initial = initial
        isRepeating = true
        if let initial, !initial.isEmpty {
            defaultDescription = initial.map(reader.describe).joined(separator: ", ")
        }
        update = { current, word in (current as? [Value] ?? []) + [try reader.read(word)] }
    }
}
