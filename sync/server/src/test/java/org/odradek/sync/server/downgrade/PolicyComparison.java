package org.odradek.sync.server.downgrade;

import java.util.ArrayList;
import java.util.List;

/// What the policies come to in the same households, one household a seed: clones forced against bytes held, for several bounds on
/// what all channels of an account together may hold.
///
/// @param oracle the fewest clones possible with the bytes that the baseline held
record PolicyComparison(
        Habit habit,
        double bytesPerWeek,
        List<Outcome> leastRecentlyUsed,
        List<Outcome> rhythm,
        List<Double> oracle) {
    /// Bounds, in weeks of the account's log; every other one is enough to see whether the policy still is worth its while.
    static final List<Double> WEEKS = List.of(0.4, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6);

    static final List<Double> FEW_WEEKS = List.of(0.5, 1.0, 2.0, 4.0);

    static PolicyComparison of(
            Habit habit, int days, int households, long seed, List<Double> bounds) {
        var traces = new ArrayList<VisitTrace>();
        for (int i = 0; i < households; i++) {
            traces.add(VisitTrace.of(habit, days, seed + 1000L * i + habit.ordinal()));
        }
        var baseline = new ArrayList<Outcome>();
        var rhythm = new ArrayList<Outcome>();
        var oracle = new ArrayList<Double>();
        for (double weeks : bounds) {
            var used = new Outcome(0, 0);
            var learnt = new Outcome(0, 0);
            double fewest = 0;
            for (var trace : traces) {
                double heldBytesMax = weeks * trace.bytesPerWeek();
                var outcome = ChannelRun.of(trace, new LeastRecentlyUsed(), heldBytesMax);
                used = used.plus(outcome);
                learnt = learnt.plus(ChannelRun.of(trace, new Rhythm(), heldBytesMax));
                fewest += Oracle.of(trace).clones(outcome.meanHeldBytes());
            }
            baseline.add(used);
            rhythm.add(learnt);
            oracle.add(fewest);
        }
        double bytesPerWeek = traces.stream().mapToDouble(VisitTrace::bytesPerWeek).sum();
        return new PolicyComparison(habit, bytesPerWeek, baseline, rhythm, oracle);
    }

    /// Clones of the learnt policy over those of the baseline where both hold the same bytes, at each bound for which that can be told:
    /// between two of its outcomes.
    List<Double> ratios() {
        return pairs().stream().map(pair -> pair.rhythm() / pair.baseline()).toList();
    }

    /// All clones of the learnt policy over all of the baseline.
    double totalRatio() {
        return pairs().stream().mapToDouble(Pair::rhythm).sum()
                / pairs().stream().mapToDouble(Pair::baseline).sum();
    }

    /// Clones at the same bytes held.
    private record Pair(double rhythm, double baseline) {}

    private List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        for (var outcome : leastRecentlyUsed) {
            for (int i = 0; i + 1 < rhythm.size(); i++) {
                var less = rhythm.get(i);
                var more = rhythm.get(i + 1);
                if (less.meanHeldBytes() <= outcome.meanHeldBytes()
                        && outcome.meanHeldBytes() < more.meanHeldBytes()) {
                    double part =
                            (outcome.meanHeldBytes() - less.meanHeldBytes())
                                    / (more.meanHeldBytes() - less.meanHeldBytes());
                    double clones = less.clones() + part * (more.clones() - less.clones());
                    pairs.add(new Pair(clones, outcome.clones()));
                }
            }
        }
        return pairs;
    }

    double meanRatio() {
        return Math.exp(ratios().stream().mapToDouble(Math::log).average().orElseThrow());
    }

    /// The same for the oracle: what there is to gain.
    double meanOracleRatio() {
        double sum = 0;
        for (int i = 0; i < oracle.size(); i++) {
            sum += Math.log(Math.max(1, oracle.get(i)) / leastRecentlyUsed.get(i).clones());
        }
        return Math.exp(sum / oracle.size());
    }
}
