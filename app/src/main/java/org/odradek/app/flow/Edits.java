package org.odradek.app.flow;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/// Brings what the person did to the store: one after the other, in the order of the gestures, on a platform thread of its own, so
/// that drawing never waits for the disk. Called on the FX thread; answers come there.
public final class Edits implements AutoCloseable {
    /// How long closing waits for what is under way; a forced write takes milliseconds, and what is not written by then is drafted.
    private static final int CLOSE_WAIT_MAX_S = 10;

    /// A disk that takes longer is worth a word.
    private static final Duration SLOW_AFTER = Duration.ofSeconds(2);

    private final Store store;
    private final Screen screen;
    private final Settled settled;
    private final Delays delays;
    private final Consumer<Submission.Refused> refused;
    private final ReadOnlyBooleanWrapper slow = new ReadOnlyBooleanWrapper();
    private int pending;
    private Delays.@Nullable Delay patience;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    work -> Thread.ofPlatform().name("odradek-edits").unstarted(work));

    /// @param refused told when the store refuses an edit; on the FX thread
    public Edits(
            Store store,
            Screen screen,
            Settled settled,
            Delays delays,
            Consumer<Submission.Refused> refused) {
        this.store = store;
        this.screen = screen;
        this.settled = settled;
        this.delays = delays;
        this.refused = refused;
    }

    public void submit(Edit edit) {
        submit(edit, _ -> {});
    }

    /// @param accepted told when the edit is durable and in the view
    public void submit(Edit edit, Consumer<Submission.Accepted> accepted) {
        write(s -> s.submit(edit), accepted);
    }

    /// Any other call of the store that writes, in its turn among the edits.
    public void write(Function<Store, Submission> call, Consumer<Submission.Accepted> accepted) {
        run(call, submission -> answer(submission, accepted));
    }

    /// Work on the store that must see all edits before it, and what to show of its outcome.
    public <T> void run(Function<Store, T> call, Consumer<T> show) {
        settled.begin();
        pending++;
        if (patience == null) {
            bePatient();
        }
        writer.execute(() -> runOne(call, show));
    }

    /// Whether something that the person did is not on the disk yet although it has had the time.
    public ReadOnlyBooleanProperty slowProperty() {
        return slow.getReadOnlyProperty();
    }

    private void bePatient() {
        patience = delays.idle(SLOW_AFTER, () -> slow.set(true));
    }

    private void written() {
        pending--;
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
        slow.set(false);
        if (pending > 0) {
            bePatient();
        }
    }

    private <T> void runOne(Function<Store, T> call, Consumer<T> show) {
        try {
            T outcome = call.apply(store);
            screen.show(() -> show.accept(outcome));
        } finally {
            screen.show(this::written);
            settled.end();
        }
    }

    private void answer(Submission submission, Consumer<Submission.Accepted> accepted) {
        switch (submission) {
            case Submission.Accepted done -> accepted.accept(done);
            case Submission.Refused no -> refused.accept(no);
        }
    }

    /// Waits for the edits under way; answers whether they were done in time.
    boolean finish() {
        try {
            writer.submit(() -> {}).get(CLOSE_WAIT_MAX_S, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Waits for the edits under way.
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(CLOSE_WAIT_MAX_S, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
