import RunModel
import Sampling

/// Keeps what a sampler hands over.
final class BlockCollector: SamplingObserver {
    private(set) var blocks: [Block] = []
    private(set) var failures: [any Error] = []
    private let onBlock: (Int) -> Void

    /// - Parameter onBlock: called with the number of blocks so far.
    init(onBlock: @escaping (Int) -> Void = { _ in }) {
        self.onBlock = onBlock
    }

    func finished(_ block: Block, of index: Int) {
        blocks.append(block)
        onBlock(blocks.count)
    }

    func failed(_ error: any Error, workload index: Int) {
        failures.append(error)
    }

    func progressed(_ progress: SamplingProgress) {}
}
