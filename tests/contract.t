#!/usr/bin/env bash
# What every program promises (Chapter "What a program says"), asked of each.
. "$(dirname "$0")/tap.sh"
cd "$root" || exit
version=$(sed -n 's/^version: *//p' CITATION.cff)
out=$scratch/out err=$scratch/err

# says STATUS WORD ARGUMENT …: the program ends with the status, and if this is not 0 it says nothing
# on standard output and one line, which has the word, on standard error.
says() {
    local status=$1 word=$2; shift 2
    generated/$program "$@" > "$out" 2> "$err"
    local got=$? lines
    mapfile -t lines < "$err"
    if [ $got != $status ]; then :
    elif [ $status = 0 ]; then [ -s "$out" ] && [ ${#lines[@]} = 0 ] && return
    else [ ! -s "$out" ] && [ ${#lines[@]} = 1 ] && [[ $lines == *"$word"* ]] && return
    fi
    { echo "$program $*: status $got, wanted $status and \"$word\""; head -5 "$out" "$err"; } | note
    return 1
}
# refuses OPTION VALUE …: each value is refused in a line that names the option.
refuses() {
    local option=$1 value; shift
    for value; do says 2 "--$option" "--$option" "$value" || return; done
}
# wrong DEFAULT RANGE: sets `values` to what an option with this range, as --help has it, may not take.
wrong() {
    local default=$1 range=$2 least most
    case $range in
    'whole number'*) values=("$default.5" nan inf -1 7x) ;;
    'list of'*) values=("$default," ",$default" "$default,,$default" "$default,nan" 7x) ;;
    'number'*) values=(1e999 nan 7x "$default,$default") ;;
    'word'*) values=("${default}x" "${default:0:-1}") ;;
    'text') values=(7x) ;;              # none that we have takes any of these
    *) values=("$default") ;;           # a kind not known here: what is good is not refused
    esac
    values+=('' ' 7' x)
    case $range in *'≤ inf') ;; list*) values+=("$default,inf") ;; *) values+=(inf) ;; esac
    least=$(sed -n 's/^.*\(each\|number\) \([-+.e0-9]*\) [<≤] .*/\2/p' <<< "$range")
    most=$(sed -n 's/^.* ≤ \([-+.e0-9]*\)$/\1/p' <<< "$range")
    [[ $range == *"$least < "* ]] && values+=("$least")
    [ "$least" ] && [[ $range != 'list of complex'* ]] &&         # a modulus, of either sign
        values+=("$(perl -e 'print $ARGV[0] - 1 - 0.001 * abs $ARGV[0]' -- "$least")")
    [ "$most" ] && values+=("$(perl -e 'print $ARGV[0] + 1 + 0.001 * abs $ARGV[0]' -- "$most")")
}
# full ARGUMENT …: on a full disk the program says so in one line, and fails.
full() {
    generated/$program "$@" 2> "$err" > /dev/full
    [ $? = 1 ] && [ "$(wc -l < "$err")" = 1 ] && grep -q 'standard output' "$err"
}

# table PROGRAM: the head in its order, then one row of names and rows of as many numbers, each with
# the digits that give the same double again.
table() {
    perl -ne '
        sub bad { print "# $ARGV:$.: $_[0]: $_\n"; exit 1 }
        sub number { $_[0] eq "nan" || $_[0] eq sprintf "%.17g", $_[0] }
        BEGIN {
            @kinds = qw(program reproduces parameter result claim);
            $of{$_} = "claim" for qw(reason correction condition untestable);
        }
        chomp;
        if (/^# (\w+)[ :]/) {
            bad "a line of the head below the rows" if @names;
            $kind = $of{$1} || $1;
            ($at) = grep { $kinds[$_] eq $kind } 0 .. $#kinds;
            bad "not in order" if !defined $at || $at < $last;
            bad "not one line" if $at < 2 && $seen[$at]++;
            bad "a result" if $1 eq "result" && !(/^# result \w+ = (\S+) \(.+\)$/ && number $1);
            bad "a $1" if /^# (claim .+?|correction|condition): / &&
                !/: (printed|right) \S+, measured \S+, tolerance \S+, (holds|fails) \(.+\)$/;
            bad "a reason without its claim" if $1 eq "reason" && !$claims;
            $claims += /^# claim /;
            $last = $at;
        } elsif (!@names) {
            @names = split /,/;
            bad "names of columns" if grep { !/^[A-Za-z]\w*$/ } @names;
        } else {
            @cells = split /,/, $_, -1;
            bad "a row of another width" if @cells != @names;
            for $cell (@cells) { bad "a cell that is not a number" if !number $cell }
        }
        END { exit 1 if $? || !@names || $. < 4 || !$seen[0] || !$seen[1] }' "data/$1.csv"
}

for program in $(sed -n 's/^PROGRAMS += //p' generated/rules.mk); do
    ok "$program --help" says 0 '' --help
    help=$(< "$out")
    ok "$program --version" says 0 '' --version
    ok "$program tells its version" has "$(< "$out")" "$program" "$version"
    ok "$program: an unknown option" says 2 --girth --girth 1
    ok "$program: an unknown letter" says 2 "'-x'" -xy
    ok "$program: a stray word" says 2 girth girth
    ok "$program: --help on a full disk" full --help
    ok "$program: the table" table $program

    # name, default and range of each option, from the help
    options=$(sed -n '/^  --/{N
        s/^  --\([a-z0-9-]*\) .*\n *default \(.*\); \(.*\)$/\1\t\2\t\3/p
    }' <<< "$help")
    ok "$program: the table has the options of the help, with their defaults" \
        same "$(sed -n 's/^# parameter \([^ ]*\) = \([^ ]*\) (.*)$/\1\t\2/p' data/$program.csv)" \
             "$(grep -v $'\ttext$' <<< "$options" | cut -f1,2)"
    while IFS=$'\t' read -r name default range; do
        [ "$name" ] || continue
        if [ "$range" = 'no value' ]; then
            for value in 1 yes "$default" ''; do
                ok "$program: --$name takes no value" says 2 "--$name" "--$name=$value"
            done
            continue
        fi
        wrong "$default" "$range"
        ok "$program: --$name refuses what it should" refuses $name "${values[@]}"
        ok "$program: --$name wants a value" says 2 "--$name" "--$name"
    done <<< "$options"

    # A whole run is for those that are quick, or for when there is time.
    if [ "$deep" ] || (( $(cut -d. -f1 generated/seconds/$program) < 2 )); then
        ok "$program on a full disk" full
        ok "$program gives the same table again" cmp "data/$program.csv" <(generated/$program)
    fi
done
finish
