#!/usr/bin/env bash
# The main job from end to end on servers of its own: measure, measure again, compare, change something, compare.
# `make demo` calls it with the executable. Everything happens in .build/demo; the servers end on every way out.
set -euo pipefail

tool=$(realpath "$1")
folder=$(dirname "$0")/../.build/demo
PATH=$(dirname "$tool"):$PATH

say() { printf '\n\n── %s\n' "$*"; }

# Shows a command as it could be typed, and runs it.
run() {
    printf '\n$ %s\n' "$*"
    "$@"
}

# A verdict is a result here, not a failure: regressed 1, target missed 2, inconclusive 3.
result() {
    local status=0
    run "$@" || status=$?
    [ "$status" -le 3 ] || exit "$status"
    [ "$status" = 0 ] || printf '(exit code %s)\n' "$status"
}

# As `result`, for a measurement whose figures the next comparison shows.
quietly() {
    local status=0
    printf '\n$ %s\n' "$*"
    "$@" >/dev/null || status=$?
    [ "$status" -le 3 ] || exit "$status"
}

mkdir -p "$folder"
cd "$folder"
# What an earlier demo left when it was killed.
[ ! -e .ttaperf/sandbox.json ] || ttaperf sandbox stop >/dev/null || true
rm -rf .ttaperf

stop() {
    trap - EXIT
    ttaperf sandbox stop || true
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "Servers of its own: Redis and a graph server with the model data"
run ttaperf sandbox start

say "1. Measure, slow habit against fast way, and give the run a name"
result ttaperf measure --sandbox --time-budget 20s --tag before

say "2. Measure again. Nothing was changed, and the comparison should not claim that anything was"
quietly ttaperf measure --sandbox --time-budget 20s --tag again
result ttaperf compare tag:before tag:again

say "3. Change something: the application now stores 20,000 more characters in every session"
read -r port REDISCLI_AUTH < <(python3 - <<'PYTHON'
import json
server = next(s for s in json.load(open(".ttaperf/sandbox.json"))["servers"] if s["role"] == "redis")
print(server["port"], server["password"])
PYTHON
)
export REDISCLI_AUTH
grown=$(redis-cli -p "$port" EVAL "
    local keys = redis.call('KEYS', 'tta:session:*')
    for _, key in ipairs(keys) do
        local session = cjson.decode(redis.call('GET', key))
        session.draft = string.rep('x', 20000)
        redis.call('SET', key, cjson.encode(session), 'KEEPTTL')
    end
    return #keys" 0)
unset REDISCLI_AUTH
printf '%s sessions in Redis are larger now.\n' "$grown"

say "4. Measure what reads sessions, and compare with the time before the change"
quietly ttaperf measure 'redis.*' --sandbox --time-budget 10s --tag after
result ttaperf compare tag:before tag:after

say "The runs are in .build/demo/.ttaperf/history.sqlite. On your own servers:"
cat <<'END'
  ttaperf init       # ttaperf.yml: your servers, keys, queries and targets
  ttaperf doctor     # what is reachable
  ttaperf measure    # then change something, measure again, and:
  ttaperf compare

(ttaperf is .build/release/ttaperf; `make install` puts it on your PATH. Docs/guide.md has every command.)

END
