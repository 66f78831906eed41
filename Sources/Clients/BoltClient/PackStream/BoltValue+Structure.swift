extension BoltValue {
    /// The value a structure stands for; the structure itself when its tag is unknown or its fields do not fit.
    init(structure: BoltStructure) {
        let fields = structure.fields
        let value: BoltValue? =
            switch structure.tag {
            case PackStream.Tag.node: Self.node(fields)
            case PackStream.Tag.relationship: Self.relationship(fields)
            case PackStream.Tag.unboundRelationship: Self.unboundRelationship(fields)
            case PackStream.Tag.path: Self.path(fields)
            case PackStream.Tag.date, PackStream.Tag.time, PackStream.Tag.localTime, PackStream.Tag.dateTime,
                PackStream.Tag.dateTimeZoneID, PackStream.Tag.legacyDateTime, PackStream.Tag.legacyDateTimeZoneID,
                PackStream.Tag.localDateTime, PackStream.Tag.duration:
                Self.temporal(structure.tag, fields)
            case PackStream.Tag.point2D, PackStream.Tag.point3D: Self.point(structure.tag, fields)
            case PackStream.Tag.vector: BoltVector(fields: fields).map(BoltValue.vector)
            case PackStream.Tag.unsupported: Self.unsupported(fields)
            default: nil
            }
        self = value ?? .structure(structure)
    }

    private static func strings(_ value: BoltValue) -> [String]? {
        guard let list = value.listValue else { return nil }
        let texts = list.compactMap(\.stringValue)
        return texts.count == list.count ? texts : nil
    }

    private static func node(_ fields: [BoltValue]) -> BoltValue? {
        guard fields.count == 3 || fields.count == 4, let id = fields[0].intValue, let labels = strings(fields[1]),
            let properties = fields[2].dictionaryValue
        else { return nil }
        return .node(
            BoltNode(
                id: id, labels: labels, properties: properties,
                elementID: fields.count > 3 ? fields[3].stringValue : nil))
    }

    private static func relationship(_ fields: [BoltValue]) -> BoltValue? {
        guard fields.count == 5 || fields.count == 8, let id = fields[0].intValue, let start = fields[1].intValue,
            let end = fields[2].intValue, let type = fields[3].stringValue, let properties = fields[4].dictionaryValue
        else { return nil }
        let hasElementIDs = fields.count == 8
        return .relationship(
            BoltRelationship(
                id: id, startNodeID: start, endNodeID: end, type: type, properties: properties,
                elementID: hasElementIDs ? fields[5].stringValue : nil,
                startNodeElementID: hasElementIDs ? fields[6].stringValue : nil,
                endNodeElementID: hasElementIDs ? fields[7].stringValue : nil))
    }

    private static func unboundRelationship(_ fields: [BoltValue]) -> BoltValue? {
        guard fields.count == 3 || fields.count == 4, let id = fields[0].intValue, let type = fields[1].stringValue,
            let properties = fields[2].dictionaryValue
        else { return nil }
        return .unboundRelationship(
            BoltUnboundRelationship(
                id: id, type: type, properties: properties, elementID: fields.count > 3 ? fields[3].stringValue : nil))
    }

    private static func path(_ fields: [BoltValue]) -> BoltValue? {
        guard fields.count == 3, let nodes = fields[0].listValue, let relationships = fields[1].listValue,
            let indices = fields[2].listValue
        else { return nil }
        var pathNodes: [BoltNode] = []
        for case .node(let node) in nodes { pathNodes.append(node) }
        var pathRelationships: [BoltUnboundRelationship] = []
        for case .unboundRelationship(let relationship) in relationships { pathRelationships.append(relationship) }
        let numbers = indices.compactMap(\.intValue)
        guard pathNodes.count == nodes.count, pathRelationships.count == relationships.count,
            numbers.count == indices.count
        else { return nil }
        return BoltPath(nodes: pathNodes, relationships: pathRelationships, indices: numbers).map(BoltValue.path)
    }

    private static func temporal(_ tag: UInt8, _ fields: [BoltValue]) -> BoltValue? {
        if tag == PackStream.Tag.dateTimeZoneID || tag == PackStream.Tag.legacyDateTimeZoneID {
            guard fields.count == 3, let seconds = fields[0].intValue, let nanoseconds = fields[1].intValue,
                let zone = fields[2].stringValue
            else { return nil }
            return .dateTime(
                BoltDateTime(
                    seconds: seconds, nanoseconds: nanoseconds, zone: .named(zone),
                    base: tag == PackStream.Tag.dateTimeZoneID ? .utc : .local))
        }
        let numbers = fields.compactMap(\.intValue)
        guard numbers.count == fields.count else { return nil }
        switch (tag, numbers.count) {
        case (PackStream.Tag.date, 1): return .date(BoltDate(days: numbers[0]))
        case (PackStream.Tag.time, 2):
            return .time(BoltTime(nanoseconds: numbers[0], offsetSeconds: numbers[1]))
        case (PackStream.Tag.localTime, 1): return .localTime(BoltLocalTime(nanoseconds: numbers[0]))
        case (PackStream.Tag.localDateTime, 2):
            return .localDateTime(BoltLocalDateTime(seconds: numbers[0], nanoseconds: numbers[1]))
        case (PackStream.Tag.dateTime, 3), (PackStream.Tag.legacyDateTime, 3):
            return .dateTime(
                BoltDateTime(
                    seconds: numbers[0], nanoseconds: numbers[1], zone: .offset(seconds: numbers[2]),
                    base: tag == PackStream.Tag.dateTime ? .utc : .local))
        case (PackStream.Tag.duration, 4):
            return .duration(
                BoltDuration(months: numbers[0], days: numbers[1], seconds: numbers[2], nanoseconds: numbers[3]))
        default: return nil
        }
    }

    private static func point(_ tag: UInt8, _ fields: [BoltValue]) -> BoltValue? {
        guard fields.count == (tag == PackStream.Tag.point2D ? 3 : 4), let srid = fields[0].intValue,
            case .float(let x) = fields[1], case .float(let y) = fields[2]
        else { return nil }
        if fields.count == 3 { return .point(BoltPoint(srid: srid, x: x, y: y)) }
        guard case .float(let z) = fields[3] else { return nil }
        return .point(BoltPoint(srid: srid, x: x, y: y, z: z))
    }

    private static func unsupported(_ fields: [BoltValue]) -> BoltValue? {
        guard fields.count == 4, let name = fields[0].stringValue,
            let major = fields[1].intValue.flatMap(UInt8.init(exactly:)),
            let minor = fields[2].intValue.flatMap(UInt8.init(exactly:)), let extra = fields[3].dictionaryValue
        else { return nil }
        return .unsupported(
            BoltUnsupportedType(
                name: name, minimumVersion: BoltVersion(major, minor), message: extra["message"]?.stringValue))
    }
}
