package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.Origin;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.view.ViewPosition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Collects the actions of several items and submits them as one edit of the import's gesture.
final class ImportBatch implements AutoCloseable {
    private final Store store;
    private final GestureId gesture;
    private final Consumer<ImportWarning> warnings;
    private final List<Part> parts = new ArrayList<>();
    private final ExecutorService submitting =
            Executors.newSingleThreadExecutor(
                    work -> Thread.ofPlatform().name("odradek-import").daemon().unstarted(work));
    private @Nullable EntryId lastEntry;
    private @Nullable Begun begun;

    /// What belongs together: an item, or the notebooks that one needs.
    private record Part(String source, List<Action> actions, Runnable whenWritten) {}

    /// An edit that the store has not answered yet.
    private record Begun(
            List<Part> parts, boolean moreFollow, CompletableFuture<Submission> answer) {}

    ImportBatch(Store store, GestureId gesture, Consumer<ImportWarning> warnings) {
        this.store = store;
        this.gesture = gesture;
        this.warnings = warnings;
    }

    /// @param source      as the person knows it, should it be refused
    /// @param whenWritten is run once its actions are durable
    void add(String source, List<Action> actions, Runnable whenWritten) {
        if (actions.isEmpty()) {
            whenWritten.run();
        } else {
            parts.add(new Part(source, List.copyOf(actions), whenWritten));
        }
    }

    @Nullable EntryId lastEntry() {
        return lastEntry;
    }

    /// Submits what was collected, while the caller goes on with what does not need it; then [#await].
    ///
    /// @param moreFollow whether the gesture goes on after it
    void begin(boolean moreFollow) {
        var now = List.copyOf(parts);
        parts.clear();
        var all = now.stream().flatMap(part -> part.actions().stream()).toList();
        begun =
                all.isEmpty()
                        ? null
                        : new Begun(
                                now,
                                moreFollow,
                                CompletableFuture.supplyAsync(
                                        () -> submit(all, moreFollow), submitting));
    }

    /// Waits for what was begun. What has a value that the store does not take becomes a warning, the rest goes on.
    ///
    /// @return the sentence when the store takes nothing any more
    Optional<String> await() {
        var ending = begun;
        begun = null;
        if (ending == null) {
            return Optional.empty();
        }
        return switch (answer(ending.answer())) {
            case Submission.Accepted accepted -> {
                lastEntry = accepted.entry();
                ending.parts().forEach(part -> part.whenWritten().run());
                yield Optional.empty();
            }
            case Submission.Refused(var reason, var sentence) ->
                    isForGood(reason)
                            ? Optional.of(sentence)
                            : oneByOne(ending.parts(), ending.moreFollow());
        };
    }

    private static Submission answer(CompletableFuture<Submission> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e;
        }
    }

    private Optional<String> oneByOne(List<Part> now, boolean moreFollow) {
        for (var i = 0; i < now.size(); i++) {
            var part = now.get(i);
            var more = moreFollow || i < now.size() - 1;
            switch (submit(part.actions(), more)) {
                case Submission.Accepted accepted -> {
                    lastEntry = accepted.entry();
                    part.whenWritten().run();
                }
                case Submission.Refused(var reason, var sentence) -> {
                    if (isForGood(reason)) {
                        return Optional.of(sentence);
                    }
                    warnings.accept(new ImportWarning(part.source(), sentence));
                }
            }
        }
        return Optional.empty();
    }

    private Submission submit(List<Action> actions, boolean moreFollow) {
        return store.submit(
                new Edit(actions, ViewPosition.NEWEST, Origin.IMPORT, gesture, moreFollow));
    }

    private static boolean isForGood(Refusal reason) {
        return switch (reason) {
            case DISK_FULL, READ_ONLY -> true;
            case BAD_VALUE, NOT_FOUND, NOT_POSSIBLE -> false;
        };
    }

    @Override
    public void close() {
        submitting.close();
    }
}
