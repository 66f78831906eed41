import Testing

@testable import Sandbox

@Suite struct ModelDataTests {
    @Test(arguments: [(100, 1, 1), (20_000, 200, 100), (150, 1, 1), (200_000, 2_000, 1_000)])
    func sessionsAndUsersFollowFromTheNodes(nodes: Int, sessions: Int, users: Int) {
        let model = ModelData(nodeCount: nodes)
        #expect(model.sessionCount == sessions && model.userCount == users)
    }

    @Test func theDataAreEqualEverywhere() {
        let model = ModelData(nodeCount: 20_000)
        let node = model.narrativeNode(201)
        #expect(node.id == "node-0000202" && node.sessionID == "session-0002" && node.timestamp == 1_700_000_201_000)
        #expect(node == ModelData(nodeCount: 20_000).narrativeNode(201))
        #expect(node.content.hasPrefix("on walks turns lantern the walks voice river"))
        #expect(model.userID(ofSession: 150) == "user-051")
    }

    @Test func everySessionHasItsShareOfDifferentNodes() {
        let model = ModelData(nodeCount: 2_000)
        let nodes = (0..<2_000).map(model.narrativeNode)
        #expect(Set(nodes.map(\.id)).count == 2_000)
        #expect(Set(nodes.map(\.timestamp)).count == 2_000)
        #expect(Set(nodes.map(\.content)).count == 2_000)
        let bySession = (0..<model.sessionCount).flatMap(model.narrativeNodes(ofSession:))
        #expect(bySession.sorted { $0.timestamp < $1.timestamp } == nodes)
        let sizes = Dictionary(grouping: nodes, by: \.sessionID).mapValues(\.count)
        #expect(sizes.count == 20 && sizes.values.allSatisfy { $0 == 100 })
        let lengths = nodes.map(\.content.utf8.count)
        #expect(lengths.min()! > 130 && lengths.max()! < 270)
        #expect((180...220).contains(lengths.reduce(0, +) / lengths.count))
    }

    @Test func cacheKeysAreDigestsOfModelAndPrompt() {
        let model = ModelData(nodeCount: 100)
        let keys = (0..<model.cachedAnswerCount).map { model.cachedAnswer($0).key }
        #expect(Set(keys).count == 50)
        #expect(keys.allSatisfy { $0.wholeMatch(of: /tta:ai:[0-9a-f]{64}/) != nil })
    }
}
