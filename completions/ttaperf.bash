# bash completion for ttaperf; made from its commands by the tool itself.

_ttaperf() {
    COMPREPLY=()
    # bash breaks words at '=' and ':'; join them again, so that --name=value and URLs are words.
    local words=() joins= part i
    for ((i = 0; i <= COMP_CWORD; i++)); do
        part=${COMP_WORDS[i]}
        if ((i > 1)) && [[ -n $joins || $part == [=:]* ]]; then
            words[${#words[@]}-1]+=$part
        else
            words+=("$part")
        fi
        joins=
        [[ $part == [=:]* ]] && joins=1
    done
    # The cursor right behind a word ends it; an empty word after a joint continues it.
    local current=${words[${#words[@]}-1]} last=${COMP_WORDS[COMP_CWORD]}
    [[ $last == [=:]* ]] && last=
    local typed=${current%"$last"}

    # Follow the words that are complete to the command, and count its arguments.
    local path='ttaperf' position=0 ended= option= prefix=
    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        part=${words[i]}
        if [[ -n $option ]]; then option=; continue; fi
        if [[ -n $ended ]]; then ((position++)); continue; fi
        case "$part" in
        --) ended=1; position=0; continue ;;
        -*)
            case "$path|$part" in
            'ttaperf doctor|--redis' | 'ttaperf doctor|--neo4j' | 'ttaperf doctor|--config' | 'ttaperf doctor|--format' | 'ttaperf measure|--redis' | 'ttaperf measure|--neo4j' | 'ttaperf measure|--config' | 'ttaperf measure|--tag' | 'ttaperf measure|--time-budget' | 'ttaperf measure|--seed' | 'ttaperf measure|--history' | 'ttaperf measure|--format' | 'ttaperf compare|--config' | 'ttaperf compare|--history' | 'ttaperf compare|--format' | 'ttaperf gate|--base' | 'ttaperf gate|--base-file' | 'ttaperf gate|--against-redis' | 'ttaperf gate|--against-neo4j' | 'ttaperf gate|--redis' | 'ttaperf gate|--neo4j' | 'ttaperf gate|--config' | 'ttaperf gate|--tag' | 'ttaperf gate|--time-budget' | 'ttaperf gate|--seed' | 'ttaperf gate|--history' | 'ttaperf gate|--format' | 'ttaperf history list|--limit' | 'ttaperf history list|--history' | 'ttaperf history list|--format' | 'ttaperf history show|--config' | 'ttaperf history show|--history' | 'ttaperf history show|--format' | 'ttaperf history tag|--history' | 'ttaperf history rm|--history' | 'ttaperf history prune|--keep' | 'ttaperf history prune|--history' | 'ttaperf history export|--output' | 'ttaperf history export|--history' | 'ttaperf history import|--history' | 'ttaperf sandbox start|--size' | 'ttaperf sandbox start|--format' | 'ttaperf sandbox status|--format') option=$part ;;
            esac
            continue ;;
        esac
        case "$path|$part" in
        'ttaperf|init') path='ttaperf init'; position=0 ;;
        'ttaperf|doctor') path='ttaperf doctor'; position=0 ;;
        'ttaperf|measure') path='ttaperf measure'; position=0 ;;
        'ttaperf|compare') path='ttaperf compare'; position=0 ;;
        'ttaperf|gate') path='ttaperf gate'; position=0 ;;
        'ttaperf|history') path='ttaperf history'; position=0 ;;
        'ttaperf|sandbox') path='ttaperf sandbox'; position=0 ;;
        'ttaperf|help') path='ttaperf help'; position=0 ;;
        'ttaperf history|list') path='ttaperf history list'; position=0 ;;
        'ttaperf history|show') path='ttaperf history show'; position=0 ;;
        'ttaperf history|tag') path='ttaperf history tag'; position=0 ;;
        'ttaperf history|rm') path='ttaperf history rm'; position=0 ;;
        'ttaperf history|prune') path='ttaperf history prune'; position=0 ;;
        'ttaperf history|export') path='ttaperf history export'; position=0 ;;
        'ttaperf history|import') path='ttaperf history import'; position=0 ;;
        'ttaperf sandbox|start') path='ttaperf sandbox start'; position=0 ;;
        'ttaperf sandbox|status') path='ttaperf sandbox status'; position=0 ;;
        'ttaperf sandbox|stop') path='ttaperf sandbox stop'; position=0 ;;
        'ttaperf help|init') path='ttaperf help init'; position=0 ;;
        'ttaperf help|doctor') path='ttaperf help doctor'; position=0 ;;
        'ttaperf help|measure') path='ttaperf help measure'; position=0 ;;
        'ttaperf help|compare') path='ttaperf help compare'; position=0 ;;
        'ttaperf help|gate') path='ttaperf help gate'; position=0 ;;
        'ttaperf help|history') path='ttaperf help history'; position=0 ;;
        'ttaperf help|sandbox') path='ttaperf help sandbox'; position=0 ;;
        'ttaperf help history|list') path='ttaperf help history list'; position=0 ;;
        'ttaperf help history|show') path='ttaperf help history show'; position=0 ;;
        'ttaperf help history|tag') path='ttaperf help history tag'; position=0 ;;
        'ttaperf help history|rm') path='ttaperf help history rm'; position=0 ;;
        'ttaperf help history|prune') path='ttaperf help history prune'; position=0 ;;
        'ttaperf help history|export') path='ttaperf help history export'; position=0 ;;
        'ttaperf help history|import') path='ttaperf help history import'; position=0 ;;
        'ttaperf help sandbox|start') path='ttaperf help sandbox start'; position=0 ;;
        'ttaperf help sandbox|status') path='ttaperf help sandbox status'; position=0 ;;
        'ttaperf help sandbox|stop') path='ttaperf help sandbox stop'; position=0 ;;
        *) ((position++)) ;;
        esac
    done

    if [[ -z $option && -z $ended && $current == --*=* ]]; then
        option=${current%%=*}
        prefix=$option=
        current=${current#*=}
    fi
    local candidates=() filenames=
    if [[ -n $option ]]; then
        case "$path|$option" in
        'ttaperf doctor|--config') _ttaperf_files 'yml' 'yaml' ;;
        'ttaperf doctor|--format') candidates=('text' 'json' 'markdown' 'html') ;;
        'ttaperf measure|--config') _ttaperf_files 'yml' 'yaml' ;;
        'ttaperf measure|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf measure|--format') candidates=('text' 'json' 'csv' 'markdown' 'junit' 'html' 'github') ;;
        'ttaperf compare|--config') _ttaperf_files 'yml' 'yaml' ;;
        'ttaperf compare|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf compare|--format') candidates=('text' 'json' 'csv' 'markdown' 'junit' 'html' 'github') ;;
        'ttaperf gate|--base-file') _ttaperf_files 'json' ;;
        'ttaperf gate|--config') _ttaperf_files 'yml' 'yaml' ;;
        'ttaperf gate|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf gate|--format') candidates=('text' 'json' 'csv' 'markdown' 'junit' 'html' 'github') ;;
        'ttaperf history list|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf history list|--format') candidates=('text' 'json' 'csv' 'markdown' 'html') ;;
        'ttaperf history show|--config') _ttaperf_files 'yml' 'yaml' ;;
        'ttaperf history show|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf history show|--format') candidates=('text' 'json' 'csv' 'markdown' 'html') ;;
        'ttaperf history tag|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf history rm|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf history prune|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf history export|--output') _ttaperf_files 'json' ;;
        'ttaperf history export|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf history import|--history') _ttaperf_files 'sqlite' ;;
        'ttaperf sandbox start|--size') candidates=('small' 'medium' 'large') ;;
        'ttaperf sandbox start|--format') candidates=('text' 'json' 'markdown' 'html') ;;
        'ttaperf sandbox status|--format') candidates=('text' 'json' 'markdown' 'html') ;;
        esac
    elif [[ -z $ended && $current == -* ]]; then
        case "$path" in
        'ttaperf') candidates=('--version' '-h' '--help') ;;
        'ttaperf init') candidates=('-h' '--help') ;;
        'ttaperf doctor') candidates=('--noise' '--redis' '--neo4j' '--config' '--format' '-h' '--help') ;;
        'ttaperf measure') candidates=('--sandbox' '--redis' '--neo4j' '--config' '--tag' '--time-budget' '--seed' '--history' '--format' '-h' '--help') ;;
        'ttaperf compare') candidates=('--allow-different-environment' '--config' '--history' '--format' '-h' '--help') ;;
        'ttaperf gate') candidates=('--base' '--base-file' '--against-redis' '--against-neo4j' '--sandbox' '--redis' '--neo4j' '--config' '--tag' '--time-budget' '--seed' '--history' '--allow-different-environment' '--report-only' '--format' '-h' '--help') ;;
        'ttaperf history') candidates=('-h' '--help') ;;
        'ttaperf history list') candidates=('--limit' '--history' '--format' '-h' '--help') ;;
        'ttaperf history show') candidates=('--config' '--history' '--format' '-h' '--help') ;;
        'ttaperf history tag') candidates=('--remove' '--history' '-h' '--help') ;;
        'ttaperf history rm') candidates=('--history' '-h' '--help') ;;
        'ttaperf history prune') candidates=('--keep' '--history' '-h' '--help') ;;
        'ttaperf history export') candidates=('--output' '--history' '-h' '--help') ;;
        'ttaperf history import') candidates=('--history' '-h' '--help') ;;
        'ttaperf sandbox') candidates=('-h' '--help') ;;
        'ttaperf sandbox start') candidates=('--size' '--no-graph' '--format' '-h' '--help') ;;
        'ttaperf sandbox status') candidates=('--format' '-h' '--help') ;;
        'ttaperf sandbox stop') candidates=('-h' '--help') ;;
        'ttaperf help') candidates=() ;;
        'ttaperf help init') candidates=() ;;
        'ttaperf help doctor') candidates=() ;;
        'ttaperf help measure') candidates=() ;;
        'ttaperf help compare') candidates=() ;;
        'ttaperf help gate') candidates=() ;;
        'ttaperf help history') candidates=() ;;
        'ttaperf help history list') candidates=() ;;
        'ttaperf help history show') candidates=() ;;
        'ttaperf help history tag') candidates=() ;;
        'ttaperf help history rm') candidates=() ;;
        'ttaperf help history prune') candidates=() ;;
        'ttaperf help history export') candidates=() ;;
        'ttaperf help history import') candidates=() ;;
        'ttaperf help sandbox') candidates=() ;;
        'ttaperf help sandbox start') candidates=() ;;
        'ttaperf help sandbox status') candidates=() ;;
        'ttaperf help sandbox stop') candidates=() ;;
        esac
    else
        case "$path|$ended|$position" in
        'ttaperf init||0') _ttaperf_files ;;
        'ttaperf measure|'*) candidates=('redis.pipeline' 'redis.pool' 'graph.index' 'graph.limit' 'fetch.concurrent') ;;
        'ttaperf gate|'*) candidates=('redis.pipeline' 'redis.pool' 'graph.index' 'graph.limit' 'fetch.concurrent') ;;
        'ttaperf history import||0') _ttaperf_files 'json' ;;
        esac
        if [[ -z $ended && $position == 0 ]]; then
            case "$path" in
            'ttaperf') candidates+=('init' 'doctor' 'measure' 'compare' 'gate' 'history' 'sandbox' 'help') ;;
            'ttaperf history') candidates+=('list' 'show' 'tag' 'rm' 'prune' 'export' 'import') ;;
            'ttaperf sandbox') candidates+=('start' 'status' 'stop') ;;
            'ttaperf help') candidates+=('init' 'doctor' 'measure' 'compare' 'gate' 'history' 'sandbox') ;;
            'ttaperf help history') candidates+=('list' 'show' 'tag' 'rm' 'prune' 'export' 'import') ;;
            'ttaperf help sandbox') candidates+=('start' 'status' 'stop') ;;
            esac
        fi
    fi
    local candidate
    for candidate in ${candidates[@]+"${candidates[@]}"}; do
        [[ $candidate == "$current"* ]] || continue
        candidate=$prefix$candidate
        candidate=${candidate#"$typed"}
        # readline itself quotes the names of files.
        [[ -n $filenames ]] || candidate=$(printf %q "$candidate")
        COMPREPLY+=("$candidate")
    done
}

# Adds the lines that a command prints.
_ttaperf_lines() {
    local line
    while IFS= read -r line; do [[ -n $line ]] && candidates+=("$line"); done
}

_ttaperf_quoted_by_readline() {
    filenames=1
    # Unknown to bash 3.2, and an error outside completion: the names are offered all the same.
    compopt -o filenames 2>/dev/null || true
}

# Adds files; with extensions only those and folders.
_ttaperf_files() {
    _ttaperf_quoted_by_readline
    _ttaperf_lines < <(
        compgen -d -- "$current"
        if (($# == 0)); then compgen -f -- "$current"; fi
        for extension; do compgen -f -X "!*.$extension" -- "$current"; done
    )
}

complete -F _ttaperf 'ttaperf'
