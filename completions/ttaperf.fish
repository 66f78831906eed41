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
                case 'ttaperf doctor|--redis' 'ttaperf doctor|--config' 'ttaperf doctor|--format' 'ttaperf history list|--limit' 'ttaperf history list|--history' 'ttaperf history list|--format' 'ttaperf history show|--history' 'ttaperf history show|--format' 'ttaperf history tag|--history' 'ttaperf history rm|--history' 'ttaperf history prune|--keep' 'ttaperf history prune|--history' 'ttaperf history export|--output' 'ttaperf history export|--history' 'ttaperf history import|--history'
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
            case 'ttaperf|history'
                set path 'ttaperf history'
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
            case 'ttaperf help|init'
                set path 'ttaperf help init'
                set position 0
            case 'ttaperf help|doctor'
                set path 'ttaperf help doctor'
                set position 0
            case 'ttaperf help|history'
                set path 'ttaperf help history'
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
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'history' -d 'List, show, name, remove and exchange stored runs.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf\' no -eq 0' -a 'help' -d 'Show the help of a subcommand.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf\'' -l 'version' -d 'Show the version.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf init\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf init\' no -eq 0' -F -d 'Where to write it.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'redis' -x -d 'The Redis server; otherwise REDIS_URL, ttaperf.yml, or this machine.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'config' -x -a '(__fish_complete_suffix .yml) (__fish_complete_suffix .yaml)' -d 'The settings file.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -l 'format' -x -a '\'text\' \'json\' \'markdown\' \'html\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf doctor\'' -s 'h' -l 'help' -d 'Show help information.'
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
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history show\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history show\'' -l 'format' -x -a '\'text\' \'json\' \'csv\' \'markdown\' \'html\'' -d 'How the result is printed.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history show\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history tag\'' -l 'remove' -d 'Take the name away.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history tag\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history tag\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history rm\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history rm\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history prune\'' -l 'keep' -x -d 'How many of the newest runs stay.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history prune\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history prune\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history export\'' -l 'output' -x -a '(__fish_complete_suffix .json)' -d 'The file to write, in place of one that is there; without it, standard output.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history export\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history export\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history import\'' -l 'history' -x -a '(__fish_complete_suffix .sqlite)' -d 'Where runs are kept.'
complete -c 'ttaperf' -n '__ttaperf_in \'ttaperf history import\'' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf history import\' no -eq 0' -a '(__fish_complete_suffix .json)' -d 'What `ttaperf history export` wrote.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'init' -d 'Write a commented ttaperf.yml.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'doctor' -d 'Say what is reachable, in which version, and how fast it answers.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help\' no -eq 0' -a 'history' -d 'List, show, name, remove and exchange stored runs.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'list' -d 'List the newest runs: number, status, tags, commit and scenarios.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'show' -d 'Show a run with all its figures, plans and findings.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'tag' -d 'Give a run a name, for tag:NAME; several runs may share one.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'rm' -d 'Remove runs for good: all that are named, or none when one is not there.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'prune' -d 'Remove old runs; tagged runs, and those being measured, stay in any case.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'export' -d 'Write whole runs as one JSON document, for `ttaperf history import`.'
complete -c 'ttaperf' -n '__ttaperf_at \'ttaperf help history\' no -eq 0' -a 'import' -d 'Add the runs of an export, all or none, each under a new number; a run that is there is passed over.'
