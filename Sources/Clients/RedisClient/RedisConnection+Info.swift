extension RedisConnection {
    /// The server's INFO, e.g. `redis_version`, `total_connections_received`.
    public func serverInfo(section: String? = nil) throws(RedisError) -> [String: String] {
        let reply = try execute(["INFO"] + (section.map { [$0] } ?? []))
        return ServerInfo.parse(reply.string ?? "")
    }
}

enum ServerInfo {
    /// `name:value` lines; `#` begins a heading.
    static func parse(_ text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[String(line[..<colon])] = String(line[line.index(after: colon)...])
        }
        return fields
    }
}
