#!/usr/bin/env bash
# A build that is killed leaves whole files or none, and the next one finishes its work.
. "$(dirname "$0")/tap.sh"
trial "$scratch/clean"
cp -r "$scratch/clean" "$scratch/whole"
began=$EPOCHREALTIME
log=$(make -C "$scratch/whole" all 2>&1) || note <<< "$log"
took=$(( (${EPOCHREALTIME/./} - ${began/./}) / 1000 ))
whole=$(sums "$scratch/whole")
ok 'an undisturbed build' has "$whole" data/trial.csv data/grid.csv figures/other.svg \
    figures/sketch.pdf paper.pdf paper.html

# in_background COMMAND …: in a process group of its own, $build, to be killed as one.
in_background() { set -m; "$@" > /dev/null 2>&1 & build=$!; set +m; }
kill_build() { kill -KILL -- -$build 2> /dev/null; wait $build 2> /dev/null; }

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
    in_background make -C "$book" all
    sleep $((moment / 1000)).$(printf %03d $((moment % 1000)))
    kill_build
    ok "killed after $moment of $took ms: no product is half" same "$(half "$book")" ''
    [ "$deep" ] || [ $round = $rounds ] || continue
    log=$(make -C "$book" all 2>&1)
    ok 'the next build completes' test $? = 0
    ok 'and gives the same bytes' same "$(sums "$book")" "$whole"
    rm -rf "$book"
done

# A sweep goes on where it was killed: no part that was done is computed again, and no other left out.
cp -r "$scratch/clean" "$scratch/sweep"
cd "$scratch/sweep" || exit
printf '%s\n' 'echo "$@" >> launched' 'sleep 0.1' 'exec "$@"' > launch
touch launched
in_background make -j2 data/grid.csv LAUNCH='bash launch'
until [ "$(wc -l < launched)" -gt 7 ]; do sleep 0.02; kill -0 $build 2> /dev/null || break; done
kill_build
parts() { (cd generated/part/grid && ls) | grep -x '[0-9]*' | sort; }
launched() { sed -n 's|.*--shard \([0-9]*\)/16$|\1|p' launched | sort; }
completed=$(parts)
ok 'a sweep was killed when some parts were computed' test "$(wc -l <<< "$completed")" -gt 3
ok 'and before all were' test "$(wc -l <<< "$completed")" -lt 12
rm launched
ok 'the sweep is completed' quiet make -j2 data/grid.csv LAUNCH='bash launch'
ok 'by the parts that were missing' \
    same "$(launched)" "$(comm -13 <(echo "$completed") <(seq 16 | sort))"
ok 'to the same table' cmp data/grid.csv "$scratch/whole/data/grid.csv"
ok 'which is that of a run in one piece' cmp data/grid.csv <(generated/grid)
finish
