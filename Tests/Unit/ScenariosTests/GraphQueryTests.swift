import BoltClient
import RunModel
import Testing

@testable import Scenarios

@Suite struct GraphQueryTests {
    @Test func theScanAsksForTheTwinPropertyOrGivesAHint() {
        let twin = IndexQueries(label: "N", property: "p", scanProperty: "q")
        #expect(twin.scan.text == "MATCH (n:`N`) WHERE n.`q` = $value RETURN n")
        #expect(twin.index.text == "MATCH (n:`N`) WHERE n.`p` = $value RETURN n")
        let hint = IndexQueries(label: "N", property: "p", scanProperty: nil)
        #expect(hint.scan.text == "MATCH (n:`N`) USING SCAN n:`N` WHERE n.`p` = $value RETURN n")
        #expect(hint.index == twin.index)
    }

    @Test func theTopDiffersFromAllOnlyByOrderAndLimit() {
        let one = LimitQueries(label: "N", property: "p", orderBy: "t", limit: 3)
        #expect(one.all.text == "MATCH (n:`N`) WHERE n.`p` = $value AND n.`t` IS NOT NULL RETURN n")
        #expect(one.top.text == one.all.text + " ORDER BY n.`t` DESC LIMIT 3")
        let all = LimitQueries(label: "N", property: nil, orderBy: "t", limit: 3)
        #expect(all.all.text == "MATCH (n:`N`) WHERE n.`t` IS NOT NULL RETURN n")
    }

    @Test func aCycleGoesRoundAndBeginsAgain() {
        let cycle = Cycle(["a", "b", "c"])
        #expect((0..<7).map { _ in cycle.next() } == ["a", "b", "c", "a", "b", "c", "a"])
        let one = Cycle([1])
        #expect((0..<3).map { _ in one.nextIndex() } == [0, 0, 0])
    }

    @Test(arguments: [(1, 20), (20_000, 20), (200_000, 10), (1_000_000, 3), (Int64.max, 3)])
    func fewerValuesTakeTurnsOnALargeLabel(_ nodes: Int64, _ count: Int) {
        #expect(QueryInspector.valueCount(nodes: nodes) == count)
    }

    @Test func onlyASeekProvesTheIndex() {
        let seek = plan("NodeIndexSeek")
        #expect(seek.seeksIndex && !seek.scansLabel)
        #expect(plan("NodeUniqueIndexSeek").seeksIndex)
        #expect(!plan("NodeIndexScan").seeksIndex)
        #expect(!plan("NodeByLabelScan").seeksIndex)
    }

    @Test func onlyALabelScanWithoutAnyIndexProvesTheScan() {
        #expect(plan("NodeByLabelScan").scansLabel)
        #expect(plan("PartitionedNodeByLabelScan").scansLabel)
        #expect(!plan("NodeIndexScan").scansLabel)
        #expect(!plan("AllNodesScan").scansLabel)
        var mixed = plan("NodeByLabelScan")
        mixed.children.append(PlanTree(operatorName: "NodeIndexSeek"))
        #expect(!mixed.scansLabel)
        #expect(mixed.leaves == "NodeByLabelScan, NodeIndexSeek")
    }

    @Test func rowsAreTheSameInAnyOrderButNotInAnyNumber() {
        #expect(RowCounts([1, 2, 2]) == RowCounts([2, 1, 2]))
        #expect(RowCounts([1, 2, 2]) != RowCounts([1, 1, 2]))
        #expect(RowCounts([1]) != RowCounts([1, 1]))
    }

    @Test func theMedianIsTheLowerMiddleAndTheFirstOfEquals() {
        #expect([5, 1, 9].indexOfMedian == 0)
        #expect([5, 1, 9, 7].indexOfMedian == 0)
        #expect([3, 3, 3].indexOfMedian == 1)
        #expect([4].indexOfMedian == 0)
        #expect([Int]().indexOfMedian == nil)
    }

    private func plan(_ leaf: String) -> PlanTree {
        PlanTree(operatorName: "ProduceResults", children: [PlanTree(operatorName: leaf)])
    }
}
