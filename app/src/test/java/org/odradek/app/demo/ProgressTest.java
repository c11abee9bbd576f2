package org.odradek.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.app.demo.Progress.Device;
import org.odradek.app.demo.Progress.Seen;
import org.odradek.app.demo.Progress.Step;

import java.util.ArrayList;
import java.util.List;

/// What the demo proposes next.
final class ProgressTest {
    private static final Device CALM = new Device(false, "Pay rent", 0);
    private static final Device WAITS = new Device(true, "Pay rent", 0);
    private static final Device MINE = new Device(true, "Pay rent to the new account", 0);
    private static final Device THEIRS = new Device(true, "Pay rent and heating", 0);
    private static final Device DISAGREES = new Device(false, "Pay rent and heating", 1);
    private static final Device SETTLED = new Device(false, "Pay rent and heating", 0);

    @Test
    void givenTheStart_whenEverythingIsTriedInOrder_thenEachStepLeadsToTheNext() {
        assertEquals(
                List.of(
                        Step.CUT,
                        Step.WRITE,
                        Step.WRITE,
                        Step.RENAME,
                        Step.RENAME,
                        Step.MEND,
                        Step.MEND,
                        Step.DECIDE,
                        Step.DECIDE,
                        Step.DONE,
                        Step.DONE),
                steps(
                        new Seen(true, CALM, CALM),
                        new Seen(false, CALM, CALM),
                        new Seen(false, WAITS, CALM),
                        new Seen(false, WAITS, WAITS),
                        new Seen(false, MINE, WAITS),
                        new Seen(false, MINE, THEIRS),
                        new Seen(true, MINE, DISAGREES),
                        new Seen(true, DISAGREES, DISAGREES),
                        new Seen(true, SETTLED, DISAGREES),
                        new Seen(true, SETTLED, SETTLED),
                        new Seen(false, SETTLED, SETTLED)));
    }

    @Test
    void givenOneTitleOnBoth_whenTheNetworkIsMended_thenTheFirstStepIsNext() {
        assertEquals(
                List.of(Step.RENAME, Step.RENAME, Step.CUT),
                steps(
                        new Seen(false, WAITS, WAITS),
                        new Seen(false, MINE, MINE),
                        new Seen(true, SETTLED, SETTLED)));
    }

    @Test
    void givenNothingWritten_whenTheNetworkIsMended_thenTheFirstStepIsNext() {
        assertEquals(
                List.of(Step.WRITE, Step.CUT),
                steps(new Seen(false, CALM, CALM), new Seen(true, CALM, CALM)));
    }

    private static List<Step> steps(Seen... all) {
        var steps = new ArrayList<Step>();
        var progress = Progress.START;
        for (var seen : all) {
            progress = progress.after(seen);
            steps.add(progress.step());
        }
        return steps;
    }
}
