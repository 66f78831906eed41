/// Things that are asked for in turn, so that no single page or row that happens to be cached decides.
///
/// It goes on from block to block: the slow variant gets round to all of them too, though it does few in a block.
final class Cycle<Element> {
    let elements: [Element]
    private var position = 0

    /// `elements` is not empty.
    init(_ elements: [Element]) {
        self.elements = elements
    }

    func nextIndex() -> Int {
        defer { position = position + 1 < elements.count ? position + 1 : 0 }
        return position
    }

    func next() -> Element {
        elements[nextIndex()]
    }
}
