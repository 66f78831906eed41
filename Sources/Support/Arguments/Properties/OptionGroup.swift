/// Arguments that several commands share, declared once.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments>: Decodable {
    private var value: Value?
    private let title: String
    private let visibility: ArgumentVisibility

    public var wrappedValue: Value {
        get { value ?? Value() }
        set { value = newValue }
    }

    /// - Parameter title: the heading in help; without one the arguments stand among the command's own.
    public init(title: String = "", visibility: ArgumentVisibility = .default) {
        self.title = title
        self.visibility = visibility
    }

    public init(from decoder: any Decoder) throws {
        var value = try Value(from: decoder)
        try value.validate()
        self.init()
        self.value = value
    }
}

extension OptionGroup: Sendable where Value: Sendable {}

extension OptionGroup: ArgumentProvider {
    func definitions(property label: String) -> [ArgumentDefinition] {
        ArgumentSet.definitions(of: Value()).map { definition in
            var definition = definition
            definition.key = "\(label).\(definition.key)"
            if definition.section == nil, !title.isEmpty { definition.section = title }
            if visibility == .hidden { definition.help.visibility = .hidden }
            return definition
        }
    }
}
