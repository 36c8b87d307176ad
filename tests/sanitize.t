#!/usr/bin/env bash
# The C code under a microscope: sanitizers, a second compiler, valgrind. The quick version looks at
# the module that all programs share.
. "$(dirname "$0")/tap.sh"
copy "$scratch/tree" && cd "$scratch/tree" || exit
if [ "$deep" ]; then
    tests=$(sed -n 's/^TESTS += //p' generated/rules.mk)
    programs=$(sed -n 's/^PROGRAMS += //p' generated/rules.mk)
else
    tests=program.t programs=
fi
binaries=$(printf 'generated/%s ' $programs)
short() { (( $(cut -d. -f1 generated/seconds/$1) < 5 )); }
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
sane='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
ok 'all compile with sanitizers' quiet make CFLAGS="$sane" $tests ${programs:+$binaries}
for name in $tests $programs; do
    [[ $name == *.t ]] || short $name || continue
    ok "$name is sane" quiet generated/$name
done

if command -v clang > /dev/null; then
    ok 'clang compiles the same without a warning' \
        quiet make CC=clang CFLAGS='-O2' $tests ${programs:+$binaries}
    for name in $tests; do ok "$name as compiled by clang" quiet generated/$name; done
else
    ok 'clang # skip not installed' true
fi

if [ "$deep" ] && command -v valgrind > /dev/null; then
    ok 'all compile as usual' quiet make $tests
    for name in $tests; do
        ok "valgrind finds nothing in $name" quiet valgrind -q --error-exitcode=9 \
            --leak-check=full --errors-for-leak-kinds=definite generated/$name
    done
else
    ok 'valgrind # skip only with DEEP=1, and if it is installed' true
fi
finish
