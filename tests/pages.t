#!/usr/bin/env bash
# The book as it was printed: nothing runs off a page, every reference leads somewhere.
. "$(dirname "$0")/tap.sh"
cd "$root" || exit
log=generated/book/paper.log
# none NAME PATTERN: no line of LaTeX's log matches.
none() { local found; found=$(grep -A1 -E "$1" $log) && { note <<< "$found"; return 1; } || return 0; }

ok 'no line is more than 5 points too wide' none 'Overfull \\hbox \(([5-9]|[0-9]{2,})[.0-9]*pt'
ok 'no page is too full' none 'Overfull \\vbox \(([5-9]|[0-9]{2,})[.0-9]*pt'
ok 'no character is missing from its font' none 'Missing character'
ok 'no reference is undefined' none 'undefined|multiply defined'
ok 'LaTeX was run until nothing changed' none 'Rerun to get|may have changed'

# What the web page calls a thing must be what LaTeX calls it. (A chapter that was renamed leaves its
# index behind; what the book has is in the list of chapters.)
indices=$(tr ' ' '\n' < generated/chapters | sed 's|.*/\(.*\)\.nw|generated/weave/\1.index|')
numbers=$(awk -F'\t' '$1 == "label" { print $2 "\t" $3 }' $indices | sort)
latex=$(sed -n 's/^\\newlabel{\([^}]*\)}{{\([0-9.]*\)}.*/\1\t\2/p' generated/book/paper.aux | sort)
ok 'there are labels' test -n "$numbers"
ok 'both number alike' same "$(comm -23 <(echo "$numbers") <(echo "$latex"))" ''

# fonts FILE: every font of the PDF is embedded.
fonts() { local free; free=$(pdffonts "$1" | tail -n +3 | awk '$(NF - 4) != "yes"'); same "$free" ''; }
# ours FILE: no font but the book's own, which every machine has, stands in for another.
ours() { same "$(pdffonts "$1" | awk 'NR > 2 && $1 !~ /TeXGyrePagella|DejaVuSans/')" ''; }
for picture in $(sed -n 's/^FIGURES += //p' generated/rules.mk); do
    ok "figures/$picture.pdf is set in the book's fonts" ours "figures/$picture.pdf"
    ok "figures/$picture.pdf holds its fonts" fonts "figures/$picture.pdf"
    ok "figures/$picture.svg is whole" has "$(tail -c 20 "figures/$picture.svg")" '</svg>'
done
ok 'paper.pdf holds its fonts' fonts paper.pdf
outline=$(pdftohtml -i -xml -stdout paper.pdf 2> "$scratch/broken" | grep -c '<item')
ok 'paper.pdf has a bookmark for each chapter at least' \
    test "$outline" -ge "$(wc -w < generated/chapters)"
ok 'every link in paper.pdf leads somewhere' same "$(head "$scratch/broken")" ''
ok 'no mark is left in paper.pdf' lacks "$(pdftotext paper.pdf -)" '??'

# The indices name all that the chapters define.
for kind in chunk defines; do
    names=$(awk -F'\t' -v kind=$kind '$1 == kind { print $2 }' $indices | sort -u | wc -l)
    entries=$(sed -n "/id=\"index-of-${kind/defines/identifier}/,/^<\/div>/p" generated/book/index.html | grep -c '<li>')
    ok "every $kind has an entry in its index" same "$entries" "$names"
done

# Every place that the web page links to is there, once, and it needs no other file.
links=$(grep -o 'href="#[^"]*"' paper.html | sed 's/^href="#//' | sort -u)
places=$(grep -oE '(^|[^-])\bid="[^"]*"' paper.html | sed 's/.*id="//' | sort)
ok 'every link in paper.html leads somewhere' \
    same "$(comm -23 <(tr -d '"' <<< "$links") <(tr -d '"' <<< "$places" | uniq))" ''
ok 'to one place' same "$(uniq -d <<< "$places")" ''
ok 'paper.html needs no other file' \
    same "$(grep -oE '(src|data)="[^"]{0,40}|<link[^>]{0,60}' paper.html | grep -v '="data:')" ''
ok 'no mark is left in paper.html' lacks "$(grep -o '<!--[a-z]* [^>]*-->' paper.html)" '<!--'
finish
