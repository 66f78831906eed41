import RunModel
import Testing

@testable import VerdictStudy

@Suite struct PlanTests {
    private let idle = Cell(kind: .redis, load: .idle, effectPercent: 0)
    private let burst = Cell(kind: .redis, load: .burst, effectPercent: 0)

    private var plan: StudyPlan {
        StudyPlan(goals: [StudyPlan.Goal(cell: idle, pairs: 10), StudyPlan.Goal(cell: burst, pairs: 20)])
    }

    @Test(arguments: [(Kind.suite, 60), (.redis, 200), (.neo4j, 60)])
    func theStandardPlanKeepsThePromise(_ kind: Kind, _ pairs: Int) {
        let goals = StudyPlan.standard().goals.filter { $0.cell.kind == kind && $0.cell.load != .constant }
        #expect(goals.allSatisfy { $0.cell.effectPercent == 0 })
        #expect(goals.reduce(0) { $0 + $1.pairs } >= pairs)
    }

    @Test func patternsSelectCells() throws {
        let pattern = try #require(ScenarioPattern("neo4j-30s.burst.*"))
        let plan = StudyPlan.standard(matching: [pattern])
        #expect(plan.goals.map(\.cell.id).sorted() == [0, 10, 2, 20, 5].map { "neo4j-30s.burst.\($0)" })
    }

    @Test func theCellThatLacksMostIsNext() throws {
        #expect(try #require(plan.next(pairsDone: [:], secondsLeft: 600)).cell == idle)
        #expect(try #require(plan.next(pairsDone: [idle: 3, burst: 4], secondsLeft: 600)).cell == burst)
        #expect(try #require(plan.next(pairsDone: [idle: 9, burst: 20], secondsLeft: 600)).cell == idle)
        #expect(plan.next(pairsDone: [idle: 10, burst: 20], secondsLeft: 600) == nil)
    }

    @Test func noMoreRunsThanLackAndThanFit() throws {
        #expect(try #require(plan.next(pairsDone: [idle: 7, burst: 20], secondsLeft: 600)).runs == 4)
        let seconds = Kind.redis.expectedRunSeconds
        #expect(try #require(plan.next(pairsDone: [:], secondsLeft: seconds * 3.5)).runs == 3)
        #expect(plan.next(pairsDone: [:], secondsLeft: seconds * 1.9) == nil)
    }

    @Test func runsWithAndWithoutTheEffectTakeTurns() {
        let cell = Cell(kind: .redis10s, load: .idle, effectPercent: 5)
        #expect((0..<4).map(cell.effectPercent(ofRun:)) == [0, 5, 0, 5])
    }

    @Test func aTagNamesTheEffect() {
        #expect(RunTag.effectPercent(["x", RunTag.text(effectPercent: 20)]) == 20)
        #expect(RunTag.effectPercent(["before"]) == nil)
    }
}
