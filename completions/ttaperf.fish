# fish completion for ttaperf; made from its commands by the tool itself.

# Prints the command that the words before the cursor lead to, whether -- ended its options, and how many
# arguments it has.
function __ttaperf_place
    set -l words (commandline -opc)
    set -l path 'ttaperf'
    set -l position 0
    set -l ended no
    set -l option no
    for word in $words[2..-1]
        if test $option = yes
            set option no
            continue
        end
        if test $ended = yes
            set position (math $position + 1)
            continue
        end
        switch $word
            case --
                set ended yes
                set position 0
                continue
            case '-*'
                switch "$path|$word"
                case 'ttaperf doctor|--redis' 'ttaperf doctor|--neo4j' 'ttaperf doctor|--config' 'ttaperf doctor|--format' 'ttaperf measure|--redis' 'ttaperf measure|--neo4j' 'ttaperf measure|--config' 'ttaperf measure|--tag' 'ttaperf measure|--time-budget' 'ttaperf measure|--seed' 'ttaperf measure|--history' 'ttaperf measure|--format' 'ttaperf compare|--config' 'ttaperf compare|--history' 'ttaperf compare|--format' 'ttaperf gate|--base' 'ttaperf gate|--base-file' 'ttaperf gate|--against-redis' 'ttaperf gate|--against-neo4j' 'ttaperf gate|--redis' 'ttaperf gate|--neo4j' 'ttaperf gate|--config' 'ttaperf gate|--tag' 'ttaperf gate|--time-budget' 'ttaperf gate|--seed' 'ttaperf gate|--history' 'ttaperf gate|--format' 'ttaperf history list|--limit' 'ttaperf history list|--history' 'ttaperf history list|--format' 'ttaperf history show|--config' 'ttaperf history show|--history' 'ttaperf history show|--format' 'ttaperf history tag|--history' 'ttaperf history rm|--history' 'ttaperf history prune|--keep' 'ttaperf history prune|--history' 'ttaperf history export|--output' 'ttaperf history export|--history' 'ttaperf history import|--history' 'ttaperf sandbox start|--size' 'ttaperf sandbox start|--format' 'ttaperf sandbox status|--format'
                    set option yes
            end
                continue
        end
        switch "$path|$word"
            case 'ttaperf|init'
                set path 'ttaperf init'
                set position 0
            case 'ttaperf|doctor'
                set path 'ttaperf doctor'
                set position 0
            case 'ttaperf|measure'
                set path 'ttaperf measure'
                set position 0
            case 'ttaperf|compare'
                set path 'ttaperf compare'
                set position 0
            case 'ttaperf|gate'
                set path 'ttaperf gate'
                set position 0
            case 'ttaperf|history'
                set path 'ttaperf history'
                set position 0
            case 'ttaperf|sandbox'
                set path 'ttaperf sandbox'
                set position 0
            case 'ttaperf|help'
                set path 'ttaperf help'
                set position 0
            case 'ttaperf history|list'
                set path 'ttaperf history list'
                set position 0
            case 'ttaperf history|show'
                set path 'ttaperf history show'
                set position 0
            case 'ttaperf history|tag'
                set path 'ttaperf history tag'
                set position 0
            case 'ttaperf history|rm'
                set path 'ttaperf history rm'
                set position 0
            case 'ttaperf history|prune'
                set path 'ttaperf history prune'
                set position 0
            case 'ttaperf history|export'
                set path 'ttaperf history export'
                set position 0
            case 'ttaperf history|import'
                set path 'ttaperf history import'
                set position 0
            case 'ttaperf sandbox|start'
                set path 'ttaperf sandbox start'
                set position 0
            case 'ttaperf sandbox|status'
                set path 'ttaperf sandbox status'
                set position 0
            case 'ttaperf sandbox|stop'
                set path 'ttaperf sandbox stop'
                set position 0
            case 'ttaperf help|init'
                set path 'ttaperf help init'
                set position 0
            case 'ttaperf help|doctor'
                set path 'ttaperf help doctor'
                set position 0
            case 'ttaperf help|measure'
                set path 'ttaperf help measure'
                set position 0
            case 'ttaperf help|compare'
                set path 'ttaperf help compare'
                set position 0
            case 'ttaperf help|gate'
                set path 'ttaperf help gate'
                set position 0
            case 'ttaperf help|history'
                set path 'ttaperf help history'
                set position 0
            case 'ttaperf help|sandbox'
                set path 'ttaperf help sandbox'
                set position 0
            case 'ttaperf help history|list'
                set path 'ttaperf help history list'
                set position 0
            case 'ttaperf help history|show'
                set path 'ttaperf help history show'
                set position 0
            case 'ttaperf help history|tag'
                set path 'ttaperf help history tag'
                set position 0
            case 'ttaperf help history|rm'
                set path 'ttaperf help history rm'
                set position 0
            case 'ttaperf help history|prune'
                set path 'ttaperf help history prune'
                set position 0
            case 'ttaperf help history|export'
                set path 'ttaperf help history export'
                set position 0
            case 'ttaperf help history|import'
                set path 'ttaperf help history import'
                set position 0
            case 'ttaperf help sandbox|start'
                set path 'ttaperf help sandbox start'
                set position 0
            case 'ttaperf help sandbox|status'
                set path 'ttaperf help sandbox status'
                set position 0
            case 'ttaperf help sandbox|stop'
                set path 'ttaperf help sandbox stop'
                set position 0
            case '*'
                set position (math $position + 1)
        end
    end
    printf '%s\n' $path $ended $position
end

function __ttaperf_in -a path
    set -l place (__ttaperf_place)
    test "$place[1]" = "$path" -a "$place[2]" = no
end

# Whether the next word is an argument of this command: the one at a place, any from there on, or any after --.
function __ttaperf_at -a path ended comparison position
    set -l place (__ttaperf_place)
    test "$place[1]" = "$path" -a "$place[2]" = $ended -a "$place[3]" $comparison $position
end

complete -c 'ttaperf' -f
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'init' -d 'Write a commented ttaperf.yml.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'doctor' -d 'Say what is reachable, in which version, and how fast it answers.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'measure' -d 'Time the scenarios, slow way against fast way, and store the run.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'compare' -d 'Hold a run against an earlier one: what changed, and what moved.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'gate' -d 'Measure, hold the run against a base and the targets, and tell CI by the exit code.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'history' -d 'List, show, name, remove and exchange stored runs.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'sandbox' -d 'Keep private servers with the model data running between commands.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'help' -d 'Show the help of a subcommand.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf\'' -l 'version' -d 'Show the version.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf init\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf init\' no -eq 0' -F -d 'Where to write it.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'noise' -d 'Watch the machine for 3 s, and say how small a change a run could notice here.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'redis' -x -d 'The Redis server; otherwise REDIS_URL, ttaperf.yml, or this machine.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'neo4j' -x -d 'The graph server; otherwise NEO4J_URI, ttaperf.yml, or this machine.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'config' -x -a '(__fish_complete_suffix .yml) (__fish_complete_suffix .yaml)' -d 'The settings file.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'format' -x -a '\'text\' \'json\' \'markdown\' \'html\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'sandbox' -d 'Measure on private servers with the model data: those of \'sandbox start\', or ones of its own.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'redis' -x -d 'The Redis server; otherwise REDIS_URL, ttaperf.yml, or this machine.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'neo4j' -x -d 'The graph server; otherwise NEO4J_URI, ttaperf.yml, or this machine.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'config' -x -a '(__fish_complete_suffix .yml) (__fish_complete_suffix .yaml)' -d 'The settings file.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'tag' -x -d 'A name for the run, e.g. before; may be repeated.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'time-budget' -x -d 'For all scenarios together, warm-up included: 1s to 86400s; otherwise measure.time_budget of the settings.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'seed' -x -d 'Repeat the random orders of another run.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -l 'format' -x -a '\'text\' \'json\' \'csv\' \'markdown\' \'junit\' \'html\' \'github\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf measure\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf measure\' no -ge 0' -a '\'redis.pipeline\' \'redis.pool\' \'graph.index\' \'graph.limit\' \'fetch.concurrent\'' -d 'What to measure, e.g. redis.pipeline or \'graph.*\'; otherwise what ttaperf.yml names, or all.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf measure\' yes -ge 0' -a '\'redis.pipeline\' \'redis.pool\' \'graph.index\' \'graph.limit\' \'fetch.concurrent\'' -d 'What to measure, e.g. redis.pipeline or \'graph.*\'; otherwise what ttaperf.yml names, or all.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf compare\'' -l 'allow-different-environment' -d 'Judge although host, servers, data or settings differ.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf compare\'' -l 'config' -x -a '(__fish_complete_suffix .yml) (__fish_complete_suffix .yaml)' -d 'The settings file.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf compare\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf compare\'' -l 'format' -x -a '\'text\' \'json\' \'csv\' \'markdown\' \'junit\' \'html\' \'github\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf compare\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'base' -x -d 'A stored run: latest, \'#12\', tag:NAME, commit:HEX or branch:NAME, each with ~N for the N-th before it; otherwise latest.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'base-file' -x -a '(__fish_complete_suffix .json)' -d 'A run in a file of \'history export\', e.g. of another machine: the last one of \'measure\'.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'against-redis' -x -d 'A second Redis, measured in turn with the first: the base.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'against-neo4j' -x -d 'A second graph server, measured in turn with the first: the base.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'sandbox' -d 'Measure on private servers with the model data: those of \'sandbox start\', or ones of its own.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'redis' -x -d 'The Redis server; otherwise REDIS_URL, ttaperf.yml, or this machine.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'neo4j' -x -d 'The graph server; otherwise NEO4J_URI, ttaperf.yml, or this machine.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'config' -x -a '(__fish_complete_suffix .yml) (__fish_complete_suffix .yaml)' -d 'The settings file.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'tag' -x -d 'A name for the run, e.g. before; may be repeated.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'time-budget' -x -d 'For all scenarios together, warm-up included: 1s to 86400s; otherwise measure.time_budget of the settings.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'seed' -x -d 'Repeat the random orders of another run.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'allow-different-environment' -d 'Judge although host, servers, data or settings differ.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'report-only' -d 'Exit with 0 whatever the verdict; what cannot be measured still fails.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -l 'format' -x -a '\'text\' \'json\' \'csv\' \'markdown\' \'junit\' \'html\' \'github\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf gate\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf gate\' no -ge 0' -a '\'redis.pipeline\' \'redis.pool\' \'graph.index\' \'graph.limit\' \'fetch.concurrent\'' -d 'What to measure; otherwise what the base has.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf gate\' yes -ge 0' -a '\'redis.pipeline\' \'redis.pool\' \'graph.index\' \'graph.limit\' \'fetch.concurrent\'' -d 'What to measure; otherwise what the base has.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history\' no -eq 0' -a 'list' -d 'List the newest runs: number, status, tags, commit and scenarios.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history\' no -eq 0' -a 'show' -d 'Show a run with all its figures, plans and findings.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history\' no -eq 0' -a 'tag' -d 'Give a run a name, for tag:NAME; several runs may share one.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history\' no -eq 0' -a 'rm' -d 'Remove runs for good: all that are named, or none when one is not there.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history\' no -eq 0' -a 'prune' -d 'Remove old runs; tagged runs, and those being measured, stay in any case.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history\' no -eq 0' -a 'export' -d 'Write whole runs as one JSON document, for `ttaperf history import`.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history\' no -eq 0' -a 'import' -d 'Add the runs of an export, all or none, each under a new number; a run that is there is passed over.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history list\'' -l 'limit' -x -d 'How many runs are shown at most.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history list\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history list\'' -l 'format' -x -a '\'text\' \'json\' \'csv\' \'markdown\' \'html\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history list\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history show\'' -l 'config' -x -a '(__fish_complete_suffix .yml) (__fish_complete_suffix .yaml)' -d 'The settings file.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history show\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history show\'' -l 'format' -x -a '\'text\' \'json\' \'csv\' \'markdown\' \'html\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history show\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history tag\'' -l 'remove' -d 'Take the name away.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history tag\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history tag\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history rm\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history rm\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history prune\'' -l 'keep' -x -d 'How many of the newest runs stay, and as many that \'gate\' measured.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history prune\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history prune\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history export\'' -l 'output' -x -a '(__fish_complete_suffix .json)' -d 'The file to write, in place of one that is there; without it, standard output.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history export\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history export\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history import\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history import\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history import\' no -eq 0' -a '(__fish_complete_suffix .json)' -d 'What `ttaperf history export` wrote.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf sandbox\' no -eq 0' -a 'start' -d 'Start a Redis and a graph server, fill them, and leave them running.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf sandbox\' no -eq 0' -a 'status' -d 'Say what the sandbox runs and holds.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf sandbox\' no -eq 0' -a 'stop' -d 'Stop the sandbox\'s servers and remove their data.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox start\'' -l 'size' -x -a '\'small\' \'medium\' \'large\'' -d 'NarrativeNodes of the graph: small (2,000), medium (20,000), large (200,000) or a number from 100 to 1,000,000.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox start\'' -l 'no-graph' -d 'Without a graph server.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox start\'' -l 'format' -x -a '\'text\' \'json\' \'markdown\' \'html\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox start\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox status\'' -l 'format' -x -a '\'text\' \'json\' \'markdown\' \'html\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox status\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf sandbox stop\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'init' -d 'Write a commented ttaperf.yml.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'doctor' -d 'Say what is reachable, in which version, and how fast it answers.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'measure' -d 'Time the scenarios, slow way against fast way, and store the run.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'compare' -d 'Hold a run against an earlier one: what changed, and what moved.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'gate' -d 'Measure, hold the run against a base and the targets, and tell CI by the exit code.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'history' -d 'List, show, name, remove and exchange stored runs.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'sandbox' -d 'Keep private servers with the model data running between commands.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'list' -d 'List the newest runs: number, status, tags, commit and scenarios.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'show' -d 'Show a run with all its figures, plans and findings.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'tag' -d 'Give a run a name, for tag:NAME; several runs may share one.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'rm' -d 'Remove runs for good: all that are named, or none when one is not there.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'prune' -d 'Remove old runs; tagged runs, and those being measured, stay in any case.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'export' -d 'Write whole runs as one JSON document, for `ttaperf history import`.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'import' -d 'Add the runs of an export, all or none, each under a new number; a run that is there is passed over.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help sandbox\' no -eq 0' -a 'start' -d 'Start a Redis and a graph server, fill them, and leave them running.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help sandbox\' no -eq 0' -a 'status' -d 'Say what the sandbox runs and holds.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help sandbox\' no -eq 0' -a 'stop' -d 'Stop the sandbox\'s servers and remove their data.'
