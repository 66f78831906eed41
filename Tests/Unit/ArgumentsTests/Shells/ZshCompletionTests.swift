import Arguments
import Foundation
import Testing

@Suite struct ZshCompletionTests {
    static let offers: [(String, [String])] = [
        ("demo ", ["help", "history", "measure", "profile", "track", "wrap"]),
        ("demo me", ["measure"]),
        ("demo --v", ["--version"]),
        ("demo help hi", ["history"]),
        ("demo help history ", ["list", "show"]),
        ("demo history ", ["list", "show"]),
        ("demo history show latest", ["latest", "latest~1"]),
        ("demo history show tag", ["tag:before"]),
        ("demo history show latest c", ["csv"]),
        ("demo measure --form", ["--format"]),
        ("demo m --format j", ["json", "junit"]),
        ("demo m --format=j", ["json", "junit"]),
        ("demo m -f j", ["json", "junit"]),
        ("demo m --redis redis://host:1 -f c", ["csv"]),
        ("demo m --seed ", ["17", "23"]),
        ("demo m --config a", ["a.yml"]),
        ("demo m --output f", ["folder"]),
        ("demo m redis.p", ["redis.pipeline", "redis.pool"]),
        ("demo m redis.pool graph", ["graph:index"]),
        ("demo m --secret", []),
        ("demo profile -- cat b.", ["b.txt"]),
    ]

    /// Completes lines in a terminal of its own, and prints what the completion functions hand to `compadd`.
    static let harness = #"""
        zmodload zsh/zpty || exit 1
        script_folder=$1; shift
        zpty -b shell zsh -f -i
        zpty -w shell "PS1= PS2= RPS1=; unsetopt prompt_cr zle_bracketed_paste 2>/dev/null; fpath=($script_folder \$fpath)"
        zpty -w shell 'autoload -Uz compinit && compinit -u -D; zstyle ":completion:*" list-separator ""'
        zpty -w shell 'compadd() {
            if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
            local -a __hits; builtin compadd -O __hits "$@"
            (( $#__hits )) && print -rl -- "<"${^__hits}">" >> $OFFERS
            (( $#__hits ))
        }'
        zpty -w shell 'capture() { OFFERS=$HOME/offers; LBUFFER=$LINE_TO_COMPLETE; zle complete; LBUFFER=; print "<end>" >> $OFFERS; zle send-break }'
        zpty -w shell 'zle -C complete complete-word _main_complete; zle -N capture; bindkey "^X^A" capture'
        for line; do
            zpty -w shell "LINE_TO_COMPLETE=${(q)line}"
            zpty -n -w shell $'\C-x\C-a'
            for ((i = 0; i < 600; i++)); do
                grep -qs "<end>" $HOME/offers && break
                zpty -r -t shell discarded 2>/dev/null
                sleep 0.05
            done
            cat $HOME/offers; rm -f $HOME/offers
        done
        zpty -d shell
        """#

    @Test func theScriptOffersWhatTheTreeSays() throws {
        let shell = try Shell(.zsh)
        defer { shell.remove() }
        let arguments = ["-f", "-c", Self.harness, "harness", shell.folder.path] + Self.offers.map(\.0)
        let output = try shell.lines(of: "zsh", arguments)
        let answers = output.split(separator: "<end>", omittingEmptySubsequences: false)
        #expect(answers.count == Self.offers.count + 1)
        for ((line, expected), answer) in zip(Self.offers, answers) {
            let words = Set(answer.map { String($0.dropFirst().dropLast()) })
            #expect(words.sorted() == expected.sorted(), "\(line)")
        }
    }

    @Test func theScriptIsWellFormed() throws {
        let shell = try Shell(.zsh)
        defer { shell.remove() }
        #expect(try shell.lines(of: "zsh", ["-n", shell.script.path]).isEmpty)
    }
}
