package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.SplittableRandom;

/// Random histories: whatever the order of arrival, every device has the text that the oracle computes.
class ConvergenceTest {
    private static final int HISTORIES = 150;

    @Test
    void givenRandomHistories_whenExchangedInAnyOrder_thenAllTextsAreTheOracles() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            var replicas = new Replicas(2 + random.nextInt(3), random);
            int steps = 10 + random.nextInt(40);
            for (int i = 0; i < steps; i++) {
                replicas.step();
            }

            replicas.exchangeAll();

            var expected = FugueTree.text(replicas.events);
            for (var replica : replicas.replicas) {
                assertEquals(expected, replica.text.toString(), "seed " + seed);
                assertEquals(replicas.replicas.getFirst().current, replica.current, "seed " + seed);
            }
        }
    }

    @Test
    void givenRandomHistory_whenReplayedInAnyOrderOrInOneBatch_thenTextIsTheSame() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            var replicas = new Replicas(3, random);
            for (int i = 0; i < 30; i++) {
                replicas.step();
            }
            var distinct = new HashSet<BodyEventId>();
            var events = replicas.events.stream().filter(e -> distinct.add(e.id())).toList();

            var expected = TextMerge.replay(events);
            var again = TextMerge.replay(replicas.shuffled(events));
            var batch =
                    TextMerge.integrate(new MapGraph(), Frontier.EMPTY, replicas.shuffled(events));

            assertEquals(expected, again, "seed " + seed);
            var text = new TextBuffer();
            text.apply(batch.splices());
            assertEquals(expected.text(), text.toString(), "seed " + seed);
            assertEquals(expected.frontier(), batch.next(), "seed " + seed);
        }
    }

    @Test
    void givenRandomHistory_whenAskedForAnOldVersion_thenTextIsWhatItsAuthorSaw() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            var replicas = new Replicas(3, random);
            for (int i = 0; i < 20; i++) {
                replicas.step();
            }
            for (var replica : replicas.replicas) {
                assertEquals(
                        replica.text.toString(),
                        TextMerge.textAt(replica.graph, replica.current),
                        "seed " + seed);
            }
        }
    }
}
