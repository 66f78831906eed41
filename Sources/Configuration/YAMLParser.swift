import CYAML

/// Builds the tree of a file out of libyaml's events.
///
/// A settings file needs little of YAML: anchors, aliases, tags and further documents are refused, so that no file
/// can grow when it is read.
struct YAMLParser: ~Copyable {
    static let byteLimit = 1 << 20
    static let depthLimit = 16
    static let valueLimit = 10_000

    private let file: String
    /// On the heap, since libyaml keeps its address.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private var valueCount = 0

    /// The tree of the only document; nil when the file has none (empty, or comments only).
    static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> YAMLNode? {
        guard bytes.count <= byteLimit else {
            throw ConfigurationError(file: file, mark: nil, problem: .tooLarge(limitBytes: byteLimit))
        }
        if let mark = firstInvalidUTF8(in: bytes) {
            throw ConfigurationError(file: file, mark: mark, problem: .notUTF8)
        }
        return try bytes.withUnsafeBufferPointer { buffer throws(ConfigurationError) in
            var parser = try YAMLParser(file: file)
            return try parser.document(of: buffer)
        }
    }

    private init(file: String) throws(ConfigurationError) {
        self.file = file
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            throw ConfigurationError(file: file, mark: nil, problem: .syntax("out of memory"))
        }
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    private mutating func document(of bytes: UnsafeBufferPointer<UInt8>) throws(ConfigurationError) -> YAMLNode? {
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        var root: YAMLNode?
        while true {
            let event = try next()
            switch event.kind {
            case .streamEnd:
                return root
            case .documentStart:
                if root != nil { throw error(.unsupported("several documents in one file"), at: event.mark) }
            case .other:
                break
            default:
                root = try node(startingWith: event, depth: 1)
            }
        }
    }

    private mutating func node(startingWith event: Event, depth: Int) throws(ConfigurationError) -> YAMLNode {
        valueCount += 1
        guard valueCount <= Self.valueLimit else {
            throw error(.tooManyValues(limit: Self.valueLimit), at: event.mark)
        }
        guard depth <= Self.depthLimit else { throw error(.tooDeep(limit: Self.depthLimit), at: event.mark) }
        switch event.kind {
        case .scalar(let text, let isPlain):
            return YAMLNode(value: .scalar(text, isPlain: isPlain), mark: event.mark)
        case .sequenceStart:
            var items: [YAMLNode] = []
            while true {
                let item = try next()
                if item.kind == .sequenceEnd { return YAMLNode(value: .sequence(items), mark: event.mark) }
                items.append(try node(startingWith: item, depth: depth + 1))
            }
        case .mappingStart:
            return YAMLNode(value: .mapping(try entries(depth: depth)), mark: event.mark)
        default:
            throw error(.syntax("a value is expected"), at: event.mark)
        }
    }

    private mutating func entries(depth: Int) throws(ConfigurationError) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var lines: [String: Int] = [:]
        while true {
            let event = try next()
            if event.kind == .mappingEnd { return entries }
            guard case .scalar(let key, _) = event.kind else {
                throw error(.unsupported("keys that are no text"), at: event.mark)
            }
            if let firstLine = lines.updateValue(event.mark.line, forKey: key) {
                throw error(.duplicateKey(key, firstLine: firstLine), at: event.mark)
            }
            let value = try next()
            entries.append(
                YAMLNode.Entry(key: key, keyMark: event.mark, value: try node(startingWith: value, depth: depth + 1)))
        }
    }

    private func error(_ problem: ConfigurationError.Problem, at mark: SourceMark) -> ConfigurationError {
        ConfigurationError(file: file, mark: mark, problem: problem)
    }
}

/// What one of libyaml's events says, copied out of it.
private struct Event {
    enum Kind: Equatable {
        case streamEnd, documentStart, sequenceStart, sequenceEnd, mappingStart, mappingEnd, other
        case scalar(String, isPlain: Bool)
    }

    var kind: Kind
    var mark: SourceMark
}

extension YAMLParser {
    private mutating func next() throws(ConfigurationError) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
        defer { yaml_event_delete(&event) }
        let mark = SourceMark(event.start_mark)
        let data = event.data
        let kind: Event.Kind
        let hasAnchor: Bool
        let hasTag: Bool
        switch event.type {
        case YAML_STREAM_END_EVENT: return Event(kind: .streamEnd, mark: mark)
        case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, mark: mark)
        case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, mark: mark)
        case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, mark: mark)
        case YAML_ALIAS_EVENT: throw error(.unsupported("aliases (*name)"), at: mark)
        case YAML_SCALAR_EVENT:
            let bytes = UnsafeBufferPointer(start: data.scalar.value, count: data.scalar.length)
            kind = .scalar(
                String(decoding: bytes, as: UTF8.self), isPlain: data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
            (hasAnchor, hasTag) = (data.scalar.anchor != nil, data.scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            kind = .sequenceStart
            (hasAnchor, hasTag) = (data.sequence_start.anchor != nil, data.sequence_start.tag != nil)
        case YAML_MAPPING_START_EVENT:
            kind = .mappingStart
            (hasAnchor, hasTag) = (data.mapping_start.anchor != nil, data.mapping_start.tag != nil)
        default: return Event(kind: .other, mark: mark)
        }
        if hasAnchor { throw error(.unsupported("anchors (&name)"), at: mark) }
        if hasTag { throw error(.unsupported("tags (!name)"), at: mark) }
        return Event(kind: kind, mark: mark)
    }

    private func syntaxError() -> ConfigurationError {
        let mark = SourceMark(parser.pointee.problem_mark)
        if parser.pointee.error == YAML_SCANNER_ERROR, characterAtProblem == UInt8(ascii: "\t") {
            return error(.tab, at: mark)
        }
        let reason = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read further"
        let context = parser.pointee.context.map { String(cString: $0) + ", " } ?? ""
        // A reader error has no mark, but an offset that stands near the last mark read.
        let place = parser.pointee.error == YAML_READER_ERROR ? SourceMark(parser.pointee.mark) : mark
        return error(.syntax(context + reason), at: place)
    }

    /// The byte that the scanner stopped at; it stays in libyaml's buffer.
    private var characterAtProblem: UInt8? {
        guard parser.pointee.problem_mark.index == parser.pointee.mark.index, parser.pointee.unread > 0 else {
            return nil
        }
        return parser.pointee.buffer.pointer?.pointee
    }

    /// Where the first ill-formed sequence begins, by Swift's own decoder.
    private static func firstInvalidUTF8(in bytes: [UInt8]) -> SourceMark? {
        var decoder = Unicode.UTF8.ForwardParser()
        var input = bytes.makeIterator()
        var mark = SourceMark(line: 1, column: 1)
        while true {
            switch decoder.parseScalar(from: &input) {
            case .valid(let encoded):
                if encoded.first == UInt8(ascii: "\n") {
                    mark = SourceMark(line: mark.line + 1, column: 1)
                } else {
                    mark.column += 1
                }
            case .emptyInput: return nil
            case .error: return mark
            }
        }
    }
}

extension SourceMark {
    /// libyaml counts from 0.
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line + 1, column: mark.column + 1)
    }
}
