/// PackStream, the serialisation under Bolt (https://neo4j.com/docs/bolt/current/packstream/).
enum PackStream {
    /// Deep enough for the plan of a query with two hundred operators, each of which takes two levels.
    static let depthLimit = 500

    enum Marker {
        static let null: UInt8 = 0xC0
        static let float64: UInt8 = 0xC1
        static let bool: (false: UInt8, true: UInt8) = (0xC2, 0xC3)
        static let int8: UInt8 = 0xC8
        static let int16: UInt8 = 0xC9
        static let int32: UInt8 = 0xCA
        static let int64: UInt8 = 0xCB
        static let bytes8: UInt8 = 0xCC
        static let string8: UInt8 = 0xD0
        static let list8: UInt8 = 0xD4
        static let dictionary8: UInt8 = 0xD8
        static let uuid: UInt8 = 0xE0
        static let tinyString: UInt8 = 0x80
        static let tinyList: UInt8 = 0x90
        static let tinyDictionary: UInt8 = 0xA0
        static let tinyStructure: UInt8 = 0xB0
        /// Element type of a vector only.
        static let float32: UInt8 = 0xC6
    }

    /// Structures that carry values.
    enum Tag {
        static let node = UInt8(ascii: "N")
        static let relationship = UInt8(ascii: "R")
        static let unboundRelationship = UInt8(ascii: "r")
        static let path = UInt8(ascii: "P")
        static let date = UInt8(ascii: "D")
        static let time = UInt8(ascii: "T")
        static let localTime = UInt8(ascii: "t")
        static let dateTime = UInt8(ascii: "I")
        static let dateTimeZoneID = UInt8(ascii: "i")
        static let legacyDateTime = UInt8(ascii: "F")
        static let legacyDateTimeZoneID = UInt8(ascii: "f")
        static let localDateTime = UInt8(ascii: "d")
        static let duration = UInt8(ascii: "E")
        static let point2D = UInt8(ascii: "X")
        static let point3D = UInt8(ascii: "Y")
        static let vector = UInt8(ascii: "V")
        static let unsupported = UInt8(ascii: "?")
    }
}
