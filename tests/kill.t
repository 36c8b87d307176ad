#!/usr/bin/env bash
# A build that is killed leaves whole files or none, and the next one finishes its work.
. "$(dirname "$0")/tap.sh"
trial "$scratch/clean"
cp -r "$scratch/clean" "$scratch/whole"
began=$EPOCHREALTIME
log=$(make -C "$scratch/whole" all 2>&1) || note <<< "$log"
took=$(( (${EPOCHREALTIME/./} - ${began/./}) / 1000 ))
whole=$(sums "$scratch/whole")
ok 'an undisturbed build' has "$whole" data/trial.csv figures/other.svg paper.pdf paper.html

# half DIRECTORY: the products that differ from those of the undisturbed build.
half() { sums "$1" | grep -vxF "$whole"; }
# In full, each round begins from clean; or else one build is killed three times over.
rounds=3; [ "$deep" ] && rounds=20
RANDOM=47            # the moments are the same fractions of a build every time
for ((round = 1; round <= rounds; round++)); do
    if [ "$deep" ] || [ $round = 1 ]; then
        book=$scratch/$round
        cp -r "$scratch/clean" "$book"
    fi
    moment=$((RANDOM * took / 32768))
    [ "$deep" ] || moment=$((moment / 2))
    set -m               # gives the build a process group of its own, to be killed as one
    make -C "$book" all > /dev/null 2>&1 & build=$!
    set +m
    sleep $((moment / 1000)).$(printf %03d $((moment % 1000)))
    kill -KILL -- -$build 2> /dev/null; wait $build 2> /dev/null
    ok "killed after $moment of $took ms: no product is half" same "$(half "$book")" ''
    [ "$deep" ] || [ $round = $rounds ] || continue
    log=$(make -C "$book" all 2>&1)
    ok 'the next build completes' test $? = 0
    ok 'and gives the same bytes' same "$(sums "$book")" "$whole"
    rm -rf "$book"
done
finish
