/// Requests in their chunks, ready to be written in one go.
struct MessageBytes {
    private(set) var bytes: [UInt8] = []

    init(_ requests: Request...) {
        for request in requests { append(request) }
    }

    mutating func append(_ request: Request) {
        var encoder = PackStreamEncoder()
        encoder.write(tag: request.tag, fields: request.fields)
        var rest = encoder.bytes[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(0xFFFF)
            rest = rest.dropFirst(chunk.count)
            bytes.append(UInt8(chunk.count >> 8))
            bytes.append(UInt8(chunk.count & 0xFF))
            bytes.append(contentsOf: chunk)
        }
        bytes.append(contentsOf: [0, 0])
    }
}
