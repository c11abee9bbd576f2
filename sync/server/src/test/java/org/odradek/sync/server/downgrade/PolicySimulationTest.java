package org.odradek.sync.server.downgrade;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// The learnt policy against the baseline, in every kind of household. `-Dodradek.households=20` plays more of them under more
/// bounds and writes the plot to `target/policies.svg`.
final class PolicySimulationTest {
    private static final Logger LOG = LoggerFactory.getLogger(PolicySimulationTest.class);

    private static final int HOUSEHOLDS = Integer.getInteger("odradek.households", 0);
    private static final long SEED = 20261128;

    @Test
    void givenEveryRhythm_whenPlayedAtEqualBytesHeld_thenFewerClonesAreForcedThanByTheBaseline()
            throws IOException {
        boolean isLong = HOUSEHOLDS > 0;
        var comparisons =
                Arrays.stream(Habit.values())
                        .parallel()
                        .map(
                                habit ->
                                        PolicyComparison.of(
                                                habit,
                                                730,
                                                isLong ? HOUSEHOLDS : 2,
                                                SEED,
                                                isLong
                                                        ? PolicyComparison.WEEKS
                                                        : PolicyComparison.FEW_WEEKS))
                        .toList();

        for (var one : comparisons) {
            LOG.info(figures(one));
        }
        if (isLong) {
            Files.writeString(Path.of("target", "policies.svg"), PolicyPlot.of(comparisons));
        }
        for (var one : comparisons) {
            assertTrue(one.ratios().size() >= 3, figures(one));
            assertTrue(one.totalRatio() < 1, figures(one));
            assertTrue(one.meanOracleRatio() < one.meanRatio(), figures(one));
        }
    }

    private static String figures(PolicyComparison one) {
        return String.format(
                Locale.ROOT,
                "%s, seed %d: %.3f of the baseline's clones at equal bytes held, %.3f on the mean"
                        + " of %s; the oracle %.3f",
                one.habit(),
                SEED,
                one.totalRatio(),
                one.meanRatio(),
                one.ratios().stream()
                        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                        .toList(),
                one.meanOracleRatio());
    }
}
