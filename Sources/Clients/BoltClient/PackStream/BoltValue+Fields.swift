extension BoltValue {
    /// The structure that carries this value, in the newest form that says all of it.
    ///
    /// Servers take no graph value as a parameter and answer with an error; it is written all the same, so that the
    /// server's own words explain it.
    var asStructure: BoltStructure {
        switch self {
        case .node(let node):
            BoltStructure(
                tag: PackStream.Tag.node,
                fields: [.int(node.id), .list(node.labels.map(BoltValue.string)), .dictionary(node.properties)]
                    + Self.optional(node.elementID))
        case .relationship(let relationship): relationship.structure
        case .unboundRelationship(let relationship): relationship.structure
        case .path(let path): path.structure
        case .date(let date): BoltStructure(tag: PackStream.Tag.date, fields: [.int(date.days)])
        case .time(let time):
            BoltStructure(tag: PackStream.Tag.time, fields: [.int(time.nanoseconds), .int(time.offsetSeconds)])
        case .localTime(let time): BoltStructure(tag: PackStream.Tag.localTime, fields: [.int(time.nanoseconds)])
        case .dateTime(let dateTime): dateTime.structure
        case .localDateTime(let dateTime):
            BoltStructure(
                tag: PackStream.Tag.localDateTime, fields: [.int(dateTime.seconds), .int(dateTime.nanoseconds)])
        case .duration(let duration):
            BoltStructure(
                tag: PackStream.Tag.duration,
                fields: [
                    .int(duration.months), .int(duration.days), .int(duration.seconds), .int(duration.nanoseconds),
                ])
        case .point(let point):
            BoltStructure(
                tag: point.z == nil ? PackStream.Tag.point2D : PackStream.Tag.point3D,
                fields: [.int(point.srid), .float(point.x), .float(point.y)] + (point.z.map { [.float($0)] } ?? []))
        case .vector(let vector): vector.structure
        case .unsupported(let type):
            BoltStructure(
                tag: PackStream.Tag.unsupported,
                fields: [
                    .string(type.name), .int(Int64(type.minimumVersion.major)),
                    .int(Int64(type.minimumVersion.minor)),
                    .dictionary(type.message.map { ["message": .string($0)] } ?? [:]),
                ])
        case .structure(let structure): structure
        case .null, .bool, .int, .float, .string, .bytes, .list, .dictionary, .uuid:
            preconditionFailure("the encoder writes core values itself")
        }
    }

    fileprivate static func optional(_ text: String?) -> [BoltValue] {
        text.map { [.string($0)] } ?? []
    }
}

extension BoltRelationship {
    fileprivate var structure: BoltStructure {
        var fields: [BoltValue] = [
            .int(id), .int(startNodeID), .int(endNodeID), .string(type), .dictionary(properties),
        ]
        if let elementID, let startNodeElementID, let endNodeElementID {
            fields += [.string(elementID), .string(startNodeElementID), .string(endNodeElementID)]
        }
        return BoltStructure(tag: PackStream.Tag.relationship, fields: fields)
    }
}

extension BoltUnboundRelationship {
    fileprivate var structure: BoltStructure {
        BoltStructure(
            tag: PackStream.Tag.unboundRelationship,
            fields: [.int(id), .string(type), .dictionary(properties)] + BoltValue.optional(elementID))
    }
}

extension BoltPath {
    /// Every step with a relationship and a node of its own: longer than what servers send, and the same path.
    fileprivate var structure: BoltStructure {
        var indices: [BoltValue] = []
        for (position, relationship) in relationships.enumerated() {
            let isForward = relationship.startNodeID == nodes[position].id
            indices.append(.int(Int64(isForward ? position + 1 : -position - 1)))
            indices.append(.int(Int64(position + 1)))
        }
        let unbound = relationships.map { relationship in
            BoltValue.unboundRelationship(
                BoltUnboundRelationship(
                    id: relationship.id, type: relationship.type, properties: relationship.properties,
                    elementID: relationship.elementID))
        }
        return BoltStructure(
            tag: PackStream.Tag.path, fields: [.list(nodes.map(BoltValue.node)), .list(unbound), .list(indices)])
    }
}

extension BoltDateTime {
    fileprivate var structure: BoltStructure {
        let (tag, zoneField): (UInt8, BoltValue) =
            switch (zone, base) {
            case (.offset(let seconds), .utc): (PackStream.Tag.dateTime, .int(seconds))
            case (.offset(let seconds), .local): (PackStream.Tag.legacyDateTime, .int(seconds))
            case (.named(let name), .utc): (PackStream.Tag.dateTimeZoneID, .string(name))
            case (.named(let name), .local): (PackStream.Tag.legacyDateTimeZoneID, .string(name))
            }
        return BoltStructure(tag: tag, fields: [.int(seconds), .int(nanoseconds), zoneField])
    }
}
