#!/usr/bin/env bash
# Mistakes stop the build, are named with the line of the chapter, and cost nothing that was good.
. "$(dirname "$0")/tap.sh"
trial "$scratch/book" && cd "$scratch/book" || exit
log=$(make all 2>&1) || note <<< "$log"
good=$(sums .)

# mistake NAME FILE SED MARK GOAL WORD …: after the edit the goal fails; the message names the line
# of the file that has the mark, and has the words; the good products are still there. The file
# gets a new date when it is restored, as it would in an editor.
mistake() {
    local name=$1 file=$2 edit=$3 mark=$4 goal=$5 log line; shift 5
    cp "$file" "$scratch/good"
    sed -i "$edit" "$file"
    line=$(grep -nF -- "$mark" "$file" | head -1 | cut -d: -f1)
    log=$(make "$goal" 2>&1)
    ok "$name: the build stops" test $? != 0
    ok "$name: the message tells where" has "$log" "$file:$line:" "$@"
    ok "$name: what was good is kept" same "$(sums .)" "$good"
    cat "$scratch/good" > "$file"
}
chapter=lit/paper/trial.nw

mistake 'an error in C' $chapter 's/x, half(x \* x));/x, halb(x * x));/' 'halb(' trial halb
mistake 'an error in a module' lit/engine/half.nw 's|return x / 2|return y / 2|' 'return y' trial y
mistake 'an undefined chunk' $chapter 's/^    <<write the points>>/    <<write points>>/' \
    '<<write points>>' html 'undefined chunk' 'write points'
mistake 'an undefined chunk in the text' $chapter 's/\[\[<<write the points/[[<<write points/' \
    '<<write points>>' html 'undefined chunk' 'write points'
mistake 'a root that nobody builds' $chapter 's/^<<trial.gp>>=/<<the figure>>=/' \
    '<<the figure>>=' html 'the figure'
mistake 'a chunk that is too long' $chapter '/^<<trial.gp>>=/r '<(yes '# more' | head -40) \
    '<<trial.gp>>=' html '35 are the most'
mistake 'a shift that is not escaped' $chapter 's/i < length;/i < length << 0;/' '<< 0' html '<<'
mistake 'a << in the text' $chapter 's/^A parabola/A << parabola/' 'A << p' html '<<'
mistake 'a paragraph that becomes a list' $chapter 's/^A parabola, on/(4) A parabola, on/' '(4) A' \
    html 'becomes a list'
mistake 'an unresolved label' $chapter 's/\\ref{fig:trial}/\\ref{fig:trail}/' \
    'fig:trail' html fig:trail
mistake 'an unresolved equation' $chapter 's/\\eqref{eq:trial-/\\eqref{eq:trail-/' \
    'eqref{eq:trail' html eq:trail-parabola
mistake 'a label defined twice' lit/paper/other.nw 's/{#fig:other}/{#fig:trial}/' \
    '#fig:trial' html 'fig:trial is already defined' $chapter
mistake 'an unknown result' $chapter 's/\\result{trial.last}{%.3f}/\\result{trial.first}{%.3f}/' \
    trial.first html trial.first
mistake 'a result of no program' $chapter 's/\\result{trial.last}{%.3f}/\\result{trail.last}{}/' \
    trail.last html trail
mistake 'an unknown result in a caption' $chapter 's/\\result{trial.last}{%.1f}/\\result{trial.z}/' \
    trial.z html trial.z
mistake 'an unknown result in the frame' paper.md 's/^It has/It has \\result{trial.first} and/' \
    trial.first html trial.first
mistake 'an unknown citation' $chapter 's/@gsl/@glsl/' @glsl html glsl
mistake 'a figure that nobody draws' $chapter 's/(trial){#fig/(trail){#fig/' '(trail)' html trail
mistake 'a chapter that is not there' paper.md 's|lit/paper/other|lit/paper/third|' \
    lit/paper/third.nw html lit/paper/third.nw
mistake 'an error in gnuplot' $chapter 's/^set xlabel/set xlabbel/' xlabbel trial xlabbel
mistake 'an error in the middle of a command' $chapter 's/title "parabola"/titel "parabola"/' \
    titel trial titel
mistake 'a column that is not there' $chapter 's/:"y" with lines/:"z" with lines/' '"z"' trial '"z"'
mistake 'a drawing that does not say what it reproduces' lit/paper/other.nw '/^% reproduces/d' \
    '# Another' html 'sketch does not say'
mistake 'an unknown command in a drawing' lit/paper/other.nw 's/triangle\$ with/tringle$ with/' \
    '\tringle' sketch 'Undefined control sequence'
mistake 'a drawing without a semicolon' lit/paper/other.nw 's/cycle;/cycle/' '\node at' sketch \
    semicolon
mistake 'an unknown command in a formula' $chapter 's/\\frac{x/\\fraction{x/' 'fraction' html \
    fraction
mistake 'an open brace in a formula' $chapter 's/\\frac{x^2}{2}/\\frac{x^2}{2/' '{2 ,' html
mistake 'an unknown command in a line' $chapter 's/\$y = /$\\why = /' '\why' html why
mistake 'a formula that only LaTeX refuses' $chapter 's/^y = /y_1_2 = /' 'y_1_2' trial.pdf \
    'Double subscript'
mistake 'the same in the middle of the text' $chapter 's/number of points$/$n_1_2$/;
    s/where the GNU/where $n_1_2$ the GNU/' 'where $n_1_2' trial.pdf 'Double subscript'
mistake 'an unknown command in the text' $chapter 's/where the GNU/where \\the GNU/' '\the' \
    trial.pdf
mistake 'an unknown command in the frame' paper.md 's/^It has/It \\has/' '\has' pdf Undefined

log=$(make all 2>&1) || note <<< "$log"
ok 'all is well again' same "$(sums .)" "$good"
finish
