/// The names under which an option or flag is known.
public struct NameSpecification: Sendable, ExpressibleByArrayLiteral {
    public struct Element: Sendable, Equatable {
        enum Form: Sendable, Equatable {
            case long, short
            case customLong(String)
            case customShort(Character)
        }
        let form: Form

        /// `--max-rounds` for a property `maxRounds`.
        public static var long: Element { Element(form: .long) }
        /// `-m` for a property `maxRounds`.
        public static var short: Element { Element(form: .short) }
        /// `--name`; give it without dashes.
        public static func customLong(_ name: String) -> Element { Element(form: .customLong(name)) }
        /// `-c`; give it without the dash.
        public static func customShort(_ character: Character) -> Element { Element(form: .customShort(character)) }
    }

    let elements: [Element]

    public init<Elements: Sequence<Element>>(_ elements: Elements) {
        self.elements = Array(elements)
    }

    public init(arrayLiteral elements: Element...) {
        self.init(elements)
    }

    public static var long: NameSpecification { [.long] }
    public static var short: NameSpecification { [.short] }
    public static var shortAndLong: NameSpecification { [.short, .long] }
    public static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }
    public static func customShort(_ character: Character) -> NameSpecification { [.customShort(character)] }

    func names(forProperty label: String) -> [ArgumentName] {
        elements.compactMap { element in
            switch element.form {
            case .long: .long(label.kebabCased)
            case .short: label.first.map(ArgumentName.short)
            case .customLong(let name): .long(name)
            case .customShort(let character): .short(character)
            }
        }
    }
}

/// One name, as it is typed.
enum ArgumentName: Sendable, Hashable, CustomStringConvertible {
    case long(String)
    case short(Character)

    var description: String {
        switch self {
        case .long(let name): "--\(name)"
        case .short(let character): "-\(character)"
        }
    }

    var isLong: Bool {
        if case .long = self { true } else { false }
    }
}

extension String {
    /// `maxRounds` → `max-rounds`, `useTLS` → `use-tls`, `TLSMode` → `tls-mode`.
    var kebabCased: String {
        let characters = Array(self)
        var result = ""
        for (index, character) in characters.enumerated() {
            if character == "_" {
                result.append("-")
                continue
            }
            if character.isUppercase, index > 0, characters[index - 1] != "_" {
                let followsLowercase = !characters[index - 1].isUppercase
                let startsWord = index + 1 < characters.count && characters[index + 1].isLowercase
                if followsLowercase || startsWord { result.append("-") }
            }
            result.append(contentsOf: character.lowercased())
        }
        return result
    }
}
