#!/usr/bin/env bash
# How long one waits, in units of one run of LaTeX on one chapter (two seconds on a machine of 2023): a
# slower machine, or one with other work to do, needs longer for both. What counts is the lesser of the
# time that passed and the time that was computed (shared by two cores where it can be).
. "$(dirname "$0")/tap.sh"
copy "$scratch/tree" && cd "$scratch/tree" || exit

# took CORES COMMAND …: sets `time` to the seconds that the command took.
took() {
    local cores=$1; shift
    local TIMEFORMAT='%R %U %S' times
    times=$( { time "$@" > "$scratch/log" 2>&1 || echo failed; } 2>&1 )
    time=$(perl -e '($cores, $real, $user, $system) = @ARGV; $cpu = ($user + $system) / $cores;
        print $cpu < $real ? $cpu : $real; exit "@ARGV" =~ /failed/' $cores $times) ||
        { note < "$scratch/log"; return 1; }
}
# within UNITS CORES COMMAND …
within() {
    local most=$1; shift
    took "$@" || return
    perl -e '($most, $unit, $time) = @ARGV; printf "# %.2f s, %.2f units\n", $time, $time / $unit;
        exit !($time <= $most * $unit)' $most $unit $time
}

make landau.pdf > "$scratch/log" 2>&1 || note < "$scratch/log"
ok 'one run of LaTeX' took 1 xelatex -no-pdf -interaction=batchmode \
    -output-directory=generated/book generated/book/landau.tex
unit=$time
make all > "$scratch/log" 2>&1 || note < "$scratch/log"
ok 'make all, with nothing to do' within 0.25 1 make all
ok 'there was nothing to do' has "$(< "$scratch/log")" 'Nothing to be done'
sed -i '/^<<landau.c>>=/a /* An edit. */' lit/paper/landau.nw
ok 'make landau, after an edit of its code' within 1 1 make landau
ok 'the edit was seen' has "$(< "$scratch/log")" 'compile   landau.c' 'compute   data/landau.csv'
sed -i '2a An edit.' lit/paper/landau.nw
ok 'make landau.pdf, after an edit of its text' within 4 1 make landau.pdf
ok 'the edit was seen' has "$(< "$scratch/log")" 'typeset   landau.pdf'
if [ "$deep" ]; then
    make distclean > /dev/null
    ok 'make all, from clean, on two cores' within 120 2 make -j2 all
fi
finish
