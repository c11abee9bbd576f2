package org.odradek.app.editor.surface;

import org.odradek.core.text.SpliceTransform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Gathers typing into edits: the first key after a pause goes out at once, the following ones are
/// held for at most 200 ms, and a pause of more than a second or a jump of the caret begins a new
/// undo step.
final class Typing {
    /// Long enough that fast typing makes five entries a second, short enough that a kill loses no
    /// more than a syllable.
    static final long GATHER_MS = 200;

    /// A person who stops this long has finished a thought.
    static final long STEP_PAUSE_MS = 1_000;

    /// Time as the gatherer needs it.
    interface Timer {
        long nowMs();

        /// Runs the task once after so long. One request is open at a time.
        void in(long ms, Runnable task);
    }

    private final Timer timer;
    private final Consumer<LocalEdit> out;
    private final List<Splice> held = new ArrayList<>();
    private boolean timing;
    private long lastKeyMs;
    private long lastReportMs;
    private int caret = -1;

    Typing(Timer timer, Consumer<LocalEdit> out) {
        this.timer = timer;
        this.out = out;
    }

    void typed(Splice splice) {
        long now = timer.nowMs();
        boolean step = caret < 0 || now - lastKeyMs > STEP_PAUSE_MS || jumps(splice);
        lastKeyMs = now;
        if (step) {
            flush();
        }
        caret = splice.end();
        if (step || !timing && now - lastReportMs >= GATHER_MS) {
            report(List.of(splice), step);
            return;
        }
        held.add(splice);
        if (!timing) {
            timing = true;
            timer.in(GATHER_MS, this::flush);
        }
    }

    /// A command's edit: a step of its own, and what is typed next begins another.
    void command(List<Splice> splices) {
        flush();
        report(splices, true);
        caret = -1;
    }

    /// Reports what is held, now.
    void flush() {
        timing = false;
        List<Splice> splices = compact(held);
        held.clear();
        if (!splices.isEmpty()) {
            report(splices, false);
        }
    }

    boolean isHolding() {
        return !held.isEmpty();
    }

    /// Another device's splice moves the place where typing goes on; only when nothing is held.
    void arrived(Splice splice) {
        if (caret >= 0) {
            caret = splice.moves(caret, false);
        }
    }

    /// Another note is shown: what is held goes out, and the next key begins a step.
    void reset() {
        flush();
        caret = -1;
    }

    private void report(List<Splice> splices, boolean step) {
        lastReportMs = timer.nowMs();
        out.accept(new LocalEdit(splices, step));
    }

    /// As few splices as say the same.
    private static List<Splice> compact(List<Splice> typed) {
        List<org.odradek.core.text.Splice> all = new ArrayList<>();
        for (Splice splice : typed) {
            all.add(
                    new org.odradek.core.text.Splice(
                            splice.at(), splice.deleted(), splice.inserted()));
        }
        List<Splice> few = new ArrayList<>();
        for (org.odradek.core.text.Splice splice : SpliceTransform.compact(all)) {
            few.add(new Splice(splice.position(), splice.deletedLength(), splice.inserted()));
        }
        return few;
    }

    private boolean jumps(Splice splice) {
        return splice.at() != caret && splice.at() + splice.deleted() != caret;
    }
}
