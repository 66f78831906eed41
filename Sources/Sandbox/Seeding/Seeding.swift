internal import Cancellation
internal import Terminal
internal import Transport

/// Fills a server that has just started, and counts what it then holds.
struct Seeding {
    let server: SandboxServer
    let model: ModelData
    let cancellation: Cancellation

    func fill(_ progress: (String) -> Void) throws(SandboxError) -> [String: Int64] {
        let options = TransportOptions(operationTimeout: .seconds(120), cancellation: cancellation)
        do {
            switch server.role {
            case .redis: return try RedisSeeder(model: model).fill(server.url, options, progress)
            case .graph:
                return try GraphSeeder(model: model, product: server.product).fill(server.url, options, progress)
            }
        } catch {
            if let signal = cancellation.signal { throw .interrupted(signal: signal) }
            throw .seeding(product: server.product, reason: "\(error)")
        }
    }

    /// `12,480 nodes`.
    static func counted(_ number: Int, _ noun: String) -> String {
        "\(NumberText.count(number)) \(noun)\(number == 1 ? "" : "s")"
    }
}
