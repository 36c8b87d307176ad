#!/usr/bin/env bash
# The same bytes from one job and from eight, in two directories, under two time zones.
. "$(dirname "$0")/tap.sh"
one=$scratch/one eight="$scratch/eight at once"
trial "$one"
cp -r "$one" "$eight"
make -C "$one" -j1 all > /dev/null & first=$!
ok 'eight jobs, in a directory with blanks in its name' \
    quiet env TZ=Asia/Tokyo LC_ALL=C make -C "$eight" -j8 all
wait $first
ok 'one job' test $? = 0
ok 'all products are there' has "$(sums "$one")" data/trial.csv figures/trial.pdf figures/trial.svg \
    figures/other.pdf figures/grid.pdf \
    figures/sketch.pdf figures/sketch.svg paper.pdf paper.html
while read -r sum file; do
    ok "$file is the same" has "$(sums "$eight")" "$sum  $file"
done < <(sums "$one")

# What was built in one place is up to date in another.
mv "$eight" "$scratch/moved"
ok 'a tree that was moved has nothing to do' \
    same "$(cd "$scratch/moved" && make all 2>&1)" "make: Nothing to be done for 'all'."
finish
