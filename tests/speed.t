#!/usr/bin/env bash
# How long one waits. Other work on the machine should not make this fail, so what counts is the
# lesser of the time that passed and the time that was computed (shared by two cores where it can be).
. "$(dirname "$0")/tap.sh"
copy "$scratch/tree" && cd "$scratch/tree" || exit

# within SECONDS CORES COMMAND …
within() {
    local most=$1 cores=$2; shift 2
    local TIMEFORMAT='%R %U %S' times
    times=$( { time "$@" > "$scratch/log" 2>&1 || echo failed; } 2>&1 )
    perl -e '($most, $cores, $real, $user, $system) = @ARGV; $cpu = ($user + $system) / $cores;
        $took = $cpu < $real ? $cpu : $real; printf "# %.2f s\n", $took;
        exit !($took < $most && "@ARGV" !~ /failed/)' $most $cores $times ||
        { note < "$scratch/log"; return 1; }
}

ok 'make all, with nothing to do' within 0.5 1 make all
ok 'there was nothing to do' has "$(< "$scratch/log")" 'Nothing to be done'
sed -i '/^<<landau.c>>=/a /* An edit. */' lit/paper/landau.nw
ok 'make landau, after an edit of its code' within 2 1 make landau
ok 'the edit was seen' has "$(< "$scratch/log")" 'compile   landau.c' 'compute   data/landau.csv'
sed -i '2a An edit.' lit/paper/landau.nw
ok 'make landau.pdf, after an edit of its text' within 8 1 make landau.pdf
ok 'the edit was seen' has "$(< "$scratch/log")" 'typeset   landau.pdf'
if [ "$deep" ]; then
    make distclean > /dev/null
    ok 'make all, from clean, on two cores' within 90 2 make -j2 all
fi
finish
