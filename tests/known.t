#!/usr/bin/env bash
# Known answers, asked of the programs as a reader would: from the command line. The chapters' own
# tests look inside; these see to it that what was tested is what is told.
. "$(dirname "$0")/tap.sh"
cd "$root" || exit

# result NAME PROGRAM ARGUMENT …: one result of a run; result NAME FILE: one of a table.
result() {
    local name=$1; shift
    { [ $# = 1 ] && cat "data/$1.csv" || generated/"$@"; } |
        sed -n "s/^# result $name = \([^ ]*\) .*/\1/p"
}
near() {
    perl -e '($x, $y, $d) = @ARGV; exit 0 if length $x && abs($x - $y) <= $d;
        print "# got $x, wanted $y within $d\n"; exit 1' -- "$@"
}

# by_definition T: the beta_c of T steps in the box 2, the square root of the minimum over b of
# (sqrt(1 + b^2 + … + b^(2(T-1))) - 1) / b^(T-1), narrowed down from 40 points to 40 points.
by_definition() {
    perl -e '
        sub exchange { my ($b, $S) = ($_[0], 0); $S += $b ** (2 * $_) for 0 .. $ARGV[0] - 1;
            (sqrt($S) - 1) / $b ** ($ARGV[0] - 1) }
        ($low, $high) = (0.5, 2);
        for (1 .. 15) {
            $step = ($high - $low) / 40; $best = $low;
            for (1 .. 40) { $b = $low + $_ * $step; $best = $b if exchange($b) < exchange($best) }
            ($low, $high) = ($best - $step, $best + $step < 2 ? $best + $step : 2);
        }
        printf "%.17g", sqrt exchange($best)' $1
}

# Landau: the transition in a box, B = 2, found elsewhere with 30 digits, and found here.
while read -r T beta; do
    ok "landau: beta_c for T = $T" near "$(result beta_c landau --length $T --points 2)" $beta 1e-9
done << end
5 1.044814137557
6 1.059862998278
8 1.070924473845
10 1.073660496980
20 1.074569044329
40 1.074569931823
60 1.074569931824
end
for T in 5 6 8 16; do
    ok "landau: beta_c for T = $T, by its definition" \
        near "$(result beta_c landau --length $T --points 2)" "$(by_definition $T)" 1e-9
done
ok 'landau: beta_c without a box is 1' \
    near "$(result beta_c landau --length 7 --box inf --points 2)" 1 1e-12
ok 'landau: the curve of T = 3' perl -F, -ane '
    if ($F[0] eq "panel") { @name = @F; next }
    next if /^#/ || $F[0] != 1 || $F[1] != 3;
    ($beta, $b) = @F[3, 5];
    next if $beta <= sqrt(0.5) || $b > 1.999;
    $seen++; $off = abs($b ** 2 - (2 * $beta ** 2 - 1) / (2 - $beta ** 2));
    if ($off > 1e-9) { print "# beta $beta: b $b is off by $off\n"; exit 1 }
    END { exit 1 if $? || $seen < 10 || "@name[3, 5]" ne "beta b" }' data/landau.csv

# Learning: the distance of simulation and theory is of the order of the rate.
for panel in a b; do
    ok "learning: half the rate, half the distance, panel $panel" \
        near "$(result ratio_$panel learning)" 2 0.1
done

# Staircase: its plateaus are the losses of the best models with fewer poles.
losses=(3.030815 0.218360 0.0168746) within=(5e-7 5e-7 5e-8)
for k in 0 1 2; do
    ok "staircase: the best loss with $k poles" \
        near "$(result best_loss_$k staircase)" ${losses[k]} ${within[k]}
    ok "staircase: plateau $k" near "$(result plateau_distance_$k staircase)" 0 0.01
done
other=(staircase --poles 0.85,0.3,-0.7 --residues 1,0.8,0.6 --scale 1e-4)
ok 'staircase: another target, one pole' near "$(result best_loss_1 "${other[@]}")" 0.5050741 1e-7
ok 'staircase: another target, two poles' \
    near "$(result plateau_loss_2 "${other[@]}")" 0.0314335 1e-7
# Kernels: the distances of aligned networks, found elsewhere to twelve digits, and the averages over
# draws, which two draws have to fulfil with any numbers.
while read -r T scale distance; do
    one=(ntk_length --length $T --scale $scale --hidden 4 --aligned --seed 1)
    ok "ntk_length: the distance for T = $T, scale $scale" \
        near "$(result distance "${one[@]}")" $distance 1e-9
    ok 'ntk_length: the run converged' near "$(result converged "${one[@]}")" 1 0
done << end
1 0.3 0
2 0.3 .281335101282
2 0.9 .003206112367
4 0.1 .876379525582
4 0.3 .772710068118
4 0.9 .010979905831
8 0.1 .983606710274
8 0.3 .967402294012
end
ok 'ntk_length: mean, deviation, least and most of two draws' perl -F, -ane '
    if ($F[0] eq "aligned") { @name = @F; next }
    next if /^#/;
    @c{@name} = @F;
    $half = ($c{most} - $c{least}) / 2;
    exit !($half > 1e-3 && abs($c{mean} - $c{least} - $half) < 1e-12 &&
        abs($c{deviation} - $half * sqrt 2) < 1e-12 && $c{converged} == 2)' \
    <(generated/ntk_length --length 4 --scale 0.3 --unaligned --replicates 2)
lost=(ntk_scale --length 4 --scale 1 --unaligned --replicates 3 --patience 20000)
ok 'ntk_scale: a draw that stalls is counted' near "$(result stalled "${lost[@]}")" 1 0

# Maps of other shapes than the book's.
ok 'ntk_width: one length, two widths' near \
    "$(result runs ntk_width --length 2 --hidden 4,5 --scale 0.3 --replicates 1)" 2 0
ok 'ntk_scale: stalled runs of one step' near \
    "$(result stalled ntk_scale --length 1 --scale 0.3 --unaligned --replicates 2 --patience 10)" 2 0

# Bridge: with head starts the law of dwell times holds for several inputs and outputs, in the limit.
for k in 0 1 2; do
    ok "bridge: plateau $k of the random target, from 1e-12" \
        near "$(result random_ratio_4_$k bridge)" 1 5e-3
done

finish
