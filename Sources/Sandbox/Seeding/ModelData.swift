internal import Digests
internal import FoundationEssentials
internal import Statistics

/// The model case: what each entity of a given size holds, equal on every machine.
struct ModelData: Sendable {
    let nodeCount: Int
    let sessionCount: Int
    let userCount: Int
    let cachedAnswerCount = 50

    init(nodeCount: Int) {
        self.nodeCount = nodeCount
        sessionCount = max(1, nodeCount / 100)
        userCount = max(1, nodeCount / 200)
    }

    struct NarrativeNode: Equatable {
        var id: String
        var sessionID: String
        var content: String
        /// Milliseconds; no two nodes have the same.
        var timestamp: Int64
    }

    /// The sessions take turns, as they do where many people play at once.
    func narrativeNode(_ index: Int) -> NarrativeNode {
        NarrativeNode(
            id: "node-" + Self.padded(index + 1, digits: 7), sessionID: sessionID(index % sessionCount),
            content: Self.content(seed: UInt64(index)), timestamp: 1_700_000_000_000 + Int64(index) * 1_000)
    }

    func narrativeNodes(ofSession session: Int) -> [NarrativeNode] {
        stride(from: session, to: nodeCount, by: sessionCount).map(narrativeNode)
    }

    func sessionID(_ index: Int) -> String { "session-" + Self.padded(index + 1, digits: 4) }
    func userID(_ index: Int) -> String { "user-" + Self.padded(index + 1, digits: 3) }
    func userName(_ index: Int) -> String { "Player " + Self.padded(index + 1, digits: 3) }
    func userID(ofSession index: Int) -> String { userID(index % userCount) }

    /// What an application keeps in Redis for a session.
    struct SessionState: Encodable, Equatable {
        var session_id: String
        var user_id: String
        var scene: String
        var turn: Int
        var choices: [String]
    }

    func sessionState(_ index: Int) -> SessionState {
        var generator = SeededGenerator(seed: UInt64(index) ^ 0x5E55_1014)
        return SessionState(
            session_id: sessionID(index), user_id: userID(ofSession: index),
            scene: Self.words(3, &generator), turn: nodeCount / sessionCount,
            choices: (0..<3).map { _ in Self.words(4, &generator) })
    }

    struct CachedAnswer: Equatable {
        var key: String
        var answer: String
    }

    /// The key is that of `ai.cache`: SHA-256 of model and prompt, with a line break between.
    func cachedAnswer(_ index: Int) -> CachedAnswer {
        let prompt = "tta-model\nDescribe scene \(index + 1)."
        return CachedAnswer(
            key: "tta:ai:" + SHA256Digest.hexadecimal(of: Array(prompt.utf8)),
            answer: Self.content(seed: UInt64(index) ^ 0xA1_CAC4E))
    }

    private static func padded(_ number: Int, digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// About 200 characters.
    private static func content(seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        return words(33, &generator) + "."
    }

    private static func words(_ count: Int, _ generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in vocabulary[Int(generator.next() % UInt64(vocabulary.count))] }.joined(separator: " ")
    }

    private static let vocabulary = [
        "the", "river", "opens", "slowly", "under", "an", "old", "bridge", "where", "lantern", "light", "falls",
        "on", "stone", "and", "water", "a", "voice", "asks", "who", "walks", "there", "nobody", "answers",
        "forest", "path", "turns", "north", "toward", "hills", "quiet", "rain",
    ]
}
