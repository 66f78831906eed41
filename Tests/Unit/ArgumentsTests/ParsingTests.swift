import Arguments
import Testing

@Suite struct ParsingTests {
    func measure(_ words: String...) throws -> Measure {
        try #require(try Demo.parseAsRoot(["measure"] + words) as? Measure)
    }

    @Test func defaultsStandWhereNothingIsSaid() throws {
        let command = try measure()
        #expect(command.scenarios == [])
        #expect(command.format == .text)
        #expect(command.blocks == 10)
        #expect(command.seed == nil)
        #expect(command.colour)
        #expect(command.verbose == 0)
        #expect(command.place == .local)
        #expect(command.connection.redis == nil)
        #expect(command.connection.timeout == 5)
    }

    @Test(arguments: [["--blocks", "3"], ["--blocks=3"], ["-n", "3"], ["-n3"], ["-n=3"], ["-qn3"], ["-vqn", "3"]])
    func aValueMayBeWrittenInManyWays(words: [String]) throws {
        let command = try #require(try Demo.parseAsRoot(["measure"] + words) as? Measure)
        #expect(command.blocks == 3)
        #expect(command.quiet == words[0].contains("q"))
        #expect(command.verbose == (words[0].contains("v") ? 1 : 0))
    }

    @Test func optionsStandBeforeBetweenAndAfterArguments() throws {
        let command = try measure("--format", "json", "a", "--redis", "redis://x", "b", "--no-colour")
        #expect(command.scenarios == ["a", "b"])
        #expect(command.format == .json)
        #expect(command.connection.redis == "redis://x")
        #expect(!command.colour)
    }

    @Test func repeatedOptionsCollect() throws {
        #expect(try measure("--target", "a", "--target=b=c", "--target=").target == ["a", "b=c", ""])
        let tagged = try measure("--tag", "a", "b", "-3", "--blocks", "2", "c", "--tag", "d")
        #expect(tagged.tag == ["a", "b", "-3", "d"])
        #expect(tagged.scenarios == ["c"])
        #expect(try measure("--blocks", "2", "--blocks", "4").blocks == 4)
    }

    @Test func flagsCountInvertAndChoose() throws {
        #expect(try measure("-vvv", "--verbose").verbose == 4)
        #expect(try measure("--no-colour", "--colour").colour)
        #expect(try measure("--remote").place == .remote)
    }

    @Test func negativeNumbersAreValues() throws {
        #expect(try measure("--blocks", "-5").blocks == -5)
        #expect(try measure("-n-5").blocks == -5)
        let wrap = try #require(try Demo.parseAsRoot(["w", "1,2", "-7"]) as? Wrap)
        #expect(wrap.offset == -7)
        #expect(wrap.point == (try Wrap.Point("1,2")))
        #expect(try measure("-.5", "-").scenarios == ["-.5", "-"])
    }

    @Test func theTerminatorEndsOptions() throws {
        let command = try measure("-q", "--", "--format", "-x", "--")
        #expect(command.scenarios == ["--format", "-x", "--"])
        #expect(command.format == .text)
    }

    @Test func wordsAfterTheTerminatorMayBeACommand() throws {
        let words = ["profile", "--rate", "99", "--", "ls", "-l", "--", "--help"]
        let profile = try #require(try Demo.parseAsRoot(words) as? Profile)
        #expect(profile.rate == 99)
        #expect(profile.command == ["ls", "-l", "--", "--help"])
    }

    @Test(arguments: [["track", "build", "make", "-j", "2", "--help"], ["track", "build", "--", "make", "--help"]])
    func passthroughTakesEverything(words: [String]) throws {
        let track = try #require(try Demo.parseAsRoot(words) as? Track)
        #expect(track.name == "build")
        #expect(track.command == Array(words.dropFirst(2)))
    }

    @Test func subcommandsNestAliasAndDefault() throws {
        #expect(try Demo.parseAsRoot([]) is Demo)
        #expect(try Demo.parseAsRoot(["m"]) is Measure)
        #expect(try Demo.parseAsRoot(["history"]) is History.List)
        #expect((try Demo.parseAsRoot(["history", "-l", "3"]) as? History.List)?.limit == 3)
        #expect((try Demo.parseAsRoot(["history", "list", "-l3"]) as? History.List)?.limit == 3)
        #expect((try Demo.parseAsRoot(["history", "show", "#12", "csv"]) as? History.Show)?.format == .csv)
        #expect(try Demo.parseAsRoot(["secret"]) is Secret)
    }

    @Test func aCommandRunsThroughAnotherProtocol() throws {
        let command = try Demo.parseAsRoot(["measure", "a", "b"])
        let runnable = try #require(command as? any RunnableInContext)
        #expect(runnable.run(in: "test") == "test: 2 scenarios")
    }

    @Test func aCommandMadeByHandHasDefaultsAndTakesValues() {
        var command = Measure()
        #expect(command.blocks == 10)
        let copy = command
        command.blocks = 3
        command.connection.redis = "redis://y"
        #expect(command.blocks == 3)
        #expect(command.connection.redis == "redis://y")
        #expect(copy.blocks == 10)
    }

    @Test func anOptionOfTheUserTakesPrecedenceOverHelp() throws {
        struct Load: ParsableCommand {
            @Option(name: .shortAndLong) var host: String
        }
        #expect(try Load.parse(["-h", "x"]).host == "x")
        #expect(Load.helpMessage().contains("  --help "))
    }
}
