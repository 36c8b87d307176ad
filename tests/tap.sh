# tap.sh: what the tests share: how to report, and a small book to try things on.
set -uo pipefail
unset MAKEFLAGS MAKELEVEL MFLAGS
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM
deep=${DEEP:-}

# ok NAME COMMAND …: reports whether the command succeeds.
count=0 failures=0
ok() {
    local name=$1 answer=; shift
    "$@" || { answer='not '; failures=$((failures + 1)); }
    echo "${answer}ok $((count += 1)) - $name"
}
note() { head -30 | sed 's/^/# /'; }
finish() { echo "1..$count"; [ "$failures" = 0 ]; exit; }

# quiet COMMAND …: succeeds; says what it said if not.
quiet() { "$@" > "$scratch/said" 2>&1 || { grep -v '^ok' "$scratch/said" | note; return 1; }; }
# same GOT WANTED: the two texts are equal; shows how they differ if not.
same() { diff --label got --label wanted -u <(echo "$1") <(echo "$2") | note
    [ "$1" = "$2" ]; }
# has TEXT WORDS …: the text contains each of the words.
has() {
    local text=$1 words; shift
    for words; do
        [[ $text == *"$words"* ]] ||
            { printf 'no "%s" in:\n%s\n' "$words" "$text" | note; return 1; }
    done
}
lacks() {
    [[ $1 != *"$2"* ]] || { printf '"%s" in:\n%s\n' "$2" "$1" | note; return 1; }
}

# copy DIRECTORY: the tree as it stands, with all that has been built.
copy() { mkdir -p "$1" && tar -C "$root" --exclude=./.git -cf - . | tar -C "$1" -xf -; }

# trial DIRECTORY: a small book that builds in seconds. The chapters that every book needs come
# without their prose, so that a reference in it does not bring in the rest.
trial() {
    mkdir -p "$1"
    cp -r "$root"/{Makefile,CITATION.cff} "$root"/tests/trial/. "$1"
    mkdir -p "$1"/lit/press
    cp "$root"/lit/references.bib "$1"/lit
    grep -F '](lit/press/' "$root"/paper.md >> "$1"/paper.md
    for chapter in engine/{program,sweep,tap} $(cd "$root"/lit && ls press/*.nw); do
        chapter=lit/${chapter%.nw}.nw
        awk '/^<<.*>>=$/ { code = 1 }; code || /^#/; /^@( |$)/ { code = 0; print "" }' \
            "$root/$chapter" > "$1/$chapter"
    done
}

# sums DIRECTORY: a checksum of everything that a reader or a later step gets.
products='data/*.csv figures/*.pdf figures/*.svg paper.pdf paper.html'
sums() { (cd "$1" && sha256sum $products 2>/dev/null); }
