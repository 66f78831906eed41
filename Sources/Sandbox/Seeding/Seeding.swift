internal import BoltClient
internal import Cancellation
internal import RedisClient
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

    /// `12,480`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return String(
            digits.enumerated().flatMap { index, digit in
                index > 0 && (digits.count - index).isMultiple(of: 3) ? [",", digit] : [digit]
            })
    }
}
