import Configuration
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
        let error = #expect(throws: PatternError.self) { try Catalogue.select([pattern]) }
        #expect(
            error?.description.hasPrefix("There is no scenario 'redis.pipelin'; did you mean 'redis.pipeline'?") == true
        )
    }

    @Test(arguments: [
        ("graph.index/indx", "There is no variant 'graph.index/indx'; did you mean 'graph.index/index'?"),
        (
            "redis.pool/quick",
            "There is no variant 'redis.pool/quick'; there are redis.pool/per-request, redis.pool/pooled."
        ),
        ("*/none", "There is no variant '*/none'; there are redis.pipeline/single, "),
        ("graph.limit/top-10", "There is no variant 'graph.limit/top-10'; did you mean 'graph.limit/top-5'?"),
        ("graph.indx/index", "There is no scenario 'graph.indx/index'; "),
    ])
    func aVariantThatIsNotThereIsNamed(_ text: String, _ sentence: String) throws {
        var settings = ScenarioSettings()
        settings.limit.limit = 5
        let pattern = try #require(ScenarioPattern(text))
        let error = #expect(throws: PatternError.self) { try Catalogue.check(pattern, settings) }
        #expect(error?.description.hasPrefix(sentence) == true, "\(error.debugDescription)")
    }

    @Test(arguments: ["graph.limit/top-10", "*/pooled", "redis.*", "graph.*/*", "redis.*/single"])
    func whatMatchesAnyVariantIsAccepted(_ text: String) throws {
        try Catalogue.check(try #require(ScenarioPattern(text)), ScenarioSettings())
    }
}
