#!/usr/bin/env bash
# The ledger: nothing is left out, no verdict changes unnoticed, and the README says what it says.
. "$(dirname "$0")/tap.sh"
cd "$root" || exit

ok 'every place of the documents has a row, every tolerance a reason' \
    quiet awk -f generated/press/coverage.awk data/ledger.csv

# unchanged FILE: its verdicts are those that were recorded; shows old (-) and new (+) if not.
unchanged() {
    diff --label recorded --label computed -U0 tests/verdicts.tsv "$1" > "$scratch/change" ||
        { note < "$scratch/change"; echo '# (make verdicts records them)'; return 1; }
}
awk -f generated/press/record.awk data/ledger.csv > "$scratch/verdicts"
ok 'the verdicts are those on record' unchanged "$scratch/verdicts"
sed '1s/^[a-z]*/changed/' "$scratch/verdicts" > "$scratch/other"
fails() { ! unchanged "$1" > /dev/null; }
ok 'a changed verdict is noticed' fails "$scratch/other"

awk -f generated/press/readme.awk generated/book/ledger-readme.md README.md > "$scratch/readme"
ok 'the README has the present counts' cmp "$scratch/readme" README.md

# A small ledger, in which every verdict occurs once.
mkdir -p "$scratch/data"
cat > "$scratch/data/small.csv" << 'end'
# program small
# claim essay 8.6: printed 1, measured 1, tolerance 0, holds (it is so)
# claim paper (12)-(14): printed 2, measured 3, tolerance 0.5, fails (it, "quoted", is so)
# reason half a unit
# correction: right 3, measured 3, tolerance 0, holds (it is otherwise)
# claim paper (9): printed 2, measured 3, tolerance 0, fails (often)
# condition: printed 2, measured 2, tolerance 0, holds (on Sundays)
# claim paper Fig. A3: printed 2, measured 3, tolerance 0, fails (never)
# correction: right 4, measured 3, tolerance 0, fails (a guess)
# untestable abstract: a hope (about (the) future)
x
end
small=$(awk -f generated/press/ledger.awk "$scratch/data/small.csv")
ok 'verdicts and their order' same "$(awk -f generated/press/record.awk <<< "$small")" \
"$(printf '%s\n' $'fails\tpaper Fig. A3\tnever' $'holds with a condition\tpaper (9)\toften' \
    $'corrected\tpaper (12)-(14)\tit, "quoted", is so' $'not testable\tabstract\ta hope' \
    $'holds\tessay 8.6\tit is so')"
ok 'counts' has "$small" '# result paper_corrected = 1 ' '# result all = 5 ' '# result essay_holds = 1 '
ok 'reasons' has "$small" '"half a unit"' '"about (the) future"' '"a count, or yes (1) or no (0)"'
left=$(awk -f generated/press/coverage.awk <<< "$small")
ok 'what is left' has "$left" '  paper (15)' '  paper (11)' '  essay 8.5' '  paper Fig. A2'
for place in '  paper (13)' '  essay 8.6' '  paper Fig. A3' '  essay 8
'; do
    ok "covered: $place" lacks "$left
" "$place"
done

# bad LINE: the ledger is refused.
bad() { ! awk -f generated/press/ledger.awk <(echo "$1") > /dev/null 2> "$scratch/said"; }
ok 'a claim without numbers is refused' bad '# claim paper (9): printed often, holds (it is so)'
ok 'an unknown document is refused' bad '# claim papers: printed 1, measured 1, tolerance 0, holds (so)'
finish
