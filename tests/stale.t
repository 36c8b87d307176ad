#!/usr/bin/env bash
# What an edit makes stale: what it reaches is made again, and nothing else.
. "$(dirname "$0")/tap.sh"
trial "$scratch/book" && cd "$scratch/book" || exit

# did GOAL …: the steps that make takes, one a line, sorted (they run in parallel).
did() {
    local log; log=$(make "$@" 2>&1) || { note <<< "$log"; return 1; }
    sed -n 's/^  \([a-z]*\)  */\1 /p' <<< "$log" | sort
}
# takes NAME STEPS GOAL …: the goals need these steps, and then no more.
takes() {
    local name=$1 steps; steps=$(sort <<< "$2"); shift 2
    ok "$name" same "$(did "$@")" "$steps"
}
# All but the typesetting, which takes seconds and needs to be looked at only once.
chapters=$(sed -n 's/^.*](\(lit.*\)\.nw)$/\1/p' paper.md)
most="html trial other grid sketch $(printf 'generated/weave/%s.tex ' $(basename -a $chapters))"
weaves=$(printf 'weave %s.nw\n' $chapters)
edit() { sed -i "$2" "$1"; }            # also gives the file a new date

log=$(make all 2>&1) || note <<< "$log"
before=$(sums .)
idle="make: Nothing to be done for 'all'."
ok 'a second make has nothing to do' same "$(make all 2>&1)" "$idle"

# ---- chapters
edit lit/paper/trial.nw 's/^A parabola, on/A parabola, a curve on/'
takes 'an edit of the prose reaches the pages only' 'weave lit/paper/trial.nw
stitch paper.html
typeset paper.pdf' all
ok 'and gets there' has "$(< paper.html)" 'A parabola, a curve'

edit lit/paper/trial.nw 's/shifts = PROGRAM_LIST(0, 0.5)/shifts = PROGRAM_LIST(0, 0.25)/'
takes 'an edit of the code reaches program, table, figure and pages' 'collect data/ledger.csv
compile trial.c
compute data/trial.csv
draw figures/trial.pdf
weave lit/paper/trial.nw
stitch paper.html' $most

edit lit/paper/trial.nw 's/^plot table/plot [0:*] table/'
takes 'an edit of the script reaches figure and pages' 'draw figures/trial.pdf
weave lit/paper/trial.nw
stitch paper.html' $most

edit lit/engine/half.nw 's|return x / 2|return x * 0.5|'
takes 'an edit of a module reaches its users, and an equal table stops there' 'compile half.c
compute data/trial.csv
weave lit/engine/half.nw
stitch paper.html' $most

edit lit/engine/half.nw 's|^/. Half of x|/* One half of x|'
takes 'an edit of a header recompiles those that include it' 'compile half.c
compile trial.c
compute data/trial.csv
weave lit/engine/half.nw
stitch paper.html' $most

touch $(printf '%s.nw ' $chapters) lit/references.bib
takes 'new dates, as a checkout gives, weave all and recompile nothing' "$weaves
stitch paper.html" $most

edit lit/paper/grid.nw 's/double scale = 0.1/double scale = 0.2/'
joined="$(printf 'compute data/grid.csv (%d/16)\n' {1..16})
join data/grid.csv"
takes 'an edit of a sweep computes all its parts and joins them' "collect data/ledger.csv
compile grid.c
$joined
draw figures/grid.pdf
weave lit/paper/grid.nw
stitch paper.html" $most

edit lit/paper/other.nw 's/(8,3)/(8,3.5)/'
takes 'an edit of a drawing draws it again' 'draw figures/sketch.pdf
weave lit/paper/other.nw
stitch paper.html' $most

# ---- flags, tools
slow='compile half.c
compile program.c
compile trial.c
compute data/trial.csv'
takes 'other flags rebuild a program, and an equal table stops there' "$slow" trial CFLAGS=-O1
takes 'so do the old flags' "$slow" trial
mkdir "$scratch/bin"
printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v gnuplot)" > "$scratch/bin/gnuplot"
chmod +x "$scratch/bin/gnuplot"
PATH=$scratch/bin:$PATH takes 'another gnuplot draws again' 'draw figures/trial.pdf' trial

# ---- products that were lost
log=$(make all 2>&1) || note <<< "$log"
before=$(sums .)
rm figures/trial.pdf figures/other.svg figures/sketch.svg generated/trial.c generated/half.h paper.html
ok 'figures, sources and the page come back' quiet make $most
rm data/trial.csv generated/other paper.pdf
ok 'tables, programs and the book come back' quiet make all
ok 'then there is nothing to do' same "$(make all 2>&1)" "$idle"
if [ "$deep" ]; then        # every file that a build leaves behind, one at a time
    for lost in $(find generated -type f); do
        rm "$lost"
        ok "without $lost all is built" quiet make html trial other
    done
    make all > /dev/null 2>&1
fi
ok 'all products are as before' same "$(sums .)" "$before"

# ---- trials
marked() { pdftotext "$1" - | tr '\n' ' '; }
takes 'a trial computes and draws one figure' 'compute data/trial.csv
draw figures/trial.pdf' trial ARGS='--length 7'
ok 'the table records what was tried' \
    has "$(< data/trial.csv)" '# parameter length = 7 (number of points n; the default is 5)'
ok 'the figure says that it is a trial' has "$(marked figures/trial.pdf)" 'trial: --length 7'
takes 'another figure may be tried by what it reproduces' '' essay-99 ARGS=
takes 'the book undoes a trial' 'collect data/ledger.csv
compute data/trial.csv
draw figures/trial.pdf
weave lit/paper/trial.nw
stitch paper.html' $most
ok 'to the byte' same "$(sums . | grep -v paper)" "$(grep -v paper <<< "$before")"
ok 'the figure is a trial no more' lacks "$(marked figures/trial.pdf)" 'trial:'
refused() { local log; log=$(make "$@" 2>&1) && return 1; has "$log" 'ARGS is for one figure'; }
ok 'ARGS is refused with all' refused all ARGS='--length 7'
ok 'ARGS is refused without a goal' refused ARGS='--length 7'
ok 'ARGS is refused with two figures' refused trial other ARGS='--length 7'
bad() { local log; log=$(make trial ARGS='--length 1' 2>&1) && return 1; has "$log" --length; }
takes 'a sweep is tried in parts, too' "$joined
draw figures/grid.pdf" grid ARGS='--cells 12'
takes 'and in as many as one likes' "$(printf 'compute data/grid.csv (%d/3)\n' {1..3})
join data/grid.csv" grid ARGS='--cells 12' SHARDS=3
ok 'its table is that of a run in one piece' cmp data/grid.csv <(generated/grid --cells 12)
ok 'a bad value fails, and is named' bad
ok 'and leaves the last table as it was' has "$(< data/trial.csv)" 'length = 5'

# ---- questions
make $most > /dev/null 2>&1
ok 'why knows what is up to date' same "$(make why T=figures/trial.pdf)" \
    'figures/trial.pdf is up to date'
edit lit/paper/trial.nw 's/PROGRAM_LIST(0, 0.25)/PROGRAM_LIST(0, 0.5)/'
ok 'why names the chapter that was edited' has "$(make why T=figures/trial.pdf)" \
    'lit/paper/trial.nw'
rm figures/other.pdf
ok 'why names the file that is missing' has "$(make why T=figures/other.pdf)" \
    'figures/other.pdf does not exist'
ok 'why answers without doing anything' test ! -e figures/other.pdf
takes 'a figure is made by what it reproduces' 'compile trial.c
compute data/trial.csv
draw figures/trial.pdf' fig-A99
takes 'figures of the essay too' 'draw figures/other.pdf' essay-99
list=$(make list)
ok 'the list names figures, what they reproduce, and chapters' \
    has "$list" 'trial ' 'paper A99' lit/paper/trial.nw 'essay 99' 'sketch ' 'blog 99'
takes 'a chapter is typeset by itself' 'weave lit/paper/trial.nw
typeset trial.pdf' trial.pdf
ok 'a test is built by its name' quiet make half.t

# ---- the list of chapters
make $most > /dev/null 2>&1
edit paper.md '/other\.nw/d'
rm figures/other.* figures/sketch.*
ok 'a chapter that is taken off the list is not built' \
    lacks "$(make html 2>&1; make -n all 2>&1)" other
ok 'nor listed' lacks "$(make list)" other
ok 'nor printed' lacks "$(< paper.html)" 'A straight line'
finish
