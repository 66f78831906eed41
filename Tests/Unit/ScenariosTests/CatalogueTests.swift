import RunModel
import Scenarios
import Testing

@Suite struct CatalogueTests {
    @Test func everyScenarioHasAnIDOfItsOwn() {
        let ids = Catalogue.scenarios.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(!ids.isEmpty)
    }

    @Test func patternsSelectInCatalogueOrder() throws {
        let pattern = try #require(ScenarioPattern("redis.*"))
        #expect(try Catalogue.select([pattern]).map(\.id.rawValue) == ["redis.pipeline", "redis.pool"])
        #expect(try Catalogue.select([]).count == Catalogue.scenarios.count)
    }

    @Test func aPatternThatMatchesNothingIsNamed() throws {
        let pattern = try #require(ScenarioPattern("redis.pipelin"))
        let error = #expect(throws: UnknownScenario.self) { try Catalogue.select([pattern]) }
        #expect(
            error?.description == "There is no scenario 'redis.pipelin'; did you mean 'redis.pipeline'?")
    }
}
