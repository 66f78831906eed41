import Synchronization

/// How long each kind of request is held, as a share of the time that the server took; changed while the proxy runs.
final class Holds: Injection {
    let requests: [SlowedRequest]
    private let shares: [Share]

    /// The bits of a Double: it is read between two system calls, where a lock would be a third.
    private final class Share: Sendable {
        let bits = Atomic<UInt64>(0)
    }

    init(_ requests: [SlowedRequest]) {
        self.requests = requests
        shares = requests.map { _ in Share() }
    }

    /// 0: passed on at once.
    func set(_ index: Int, share: Double) {
        shares[index].bits.store(share.bitPattern, ordering: .relaxed)
    }

    func setAll(_ amounts: [Double]) {
        for (index, amount) in zip(shares.indices, amounts) { set(index, share: amount) }
    }

    /// For a request that none of the kinds matches: nil.
    func share(for request: UnsafeRawBufferPointer, isGreeted: Bool) -> Double? {
        for (index, held) in requests.enumerated() where held.matches(request, isGreeted: isGreeted) {
            return Double(bitPattern: shares[index].bits.load(ordering: .relaxed))
        }
        return nil
    }
}
