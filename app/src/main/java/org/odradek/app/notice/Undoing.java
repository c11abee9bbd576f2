package org.odradek.app.notice;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.core.entry.EntryId;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.history.History.UndoPlan;

import java.util.Optional;
import java.util.function.Function;

/// Gestures that say what they did and offer to take it back; undo and redo of the last gesture. FX thread only.
public final class Undoing {
    private final Flow flow;
    private final Notices notices;
    private final Messages messages;

    public Undoing(Flow flow, Notices notices, Messages messages) {
        this.flow = flow;
        this.notices = notices;
        this.messages = messages;
    }

    /// Submits an edit and says what it did, with Undo.
    public void submit(Edit edit, String sentence) {
        flow.edits().submit(edit, done -> said(done.entry(), sentence));
    }

    /// Says what an entry did, with Undo.
    public void said(EntryId entry, String sentence) {
        notices.say(sentence, messages.text("undo"), () -> undo(entry));
    }

    /// Takes a gesture back.
    public void undo(EntryId entry) {
        take(store -> store.history().planUndo(entry), messages.text("undo.gone"), "undo.did");
    }

    /// Takes the last gesture made on this device back.
    public void undoLast() {
        take(store -> store.history().planUndo(null), messages.text("undo.none"), "undo.did");
    }

    /// Brings back what the last undo took.
    public void redo() {
        take(store -> store.history().planRedo(), messages.text("redo.none"), "redo.did");
    }

    private record Outcome(@Nullable UndoPlan plan, @Nullable Submission submission) {}

    private void take(Function<Store, Optional<UndoPlan>> plan, String nothing, String did) {
        flow.edits()
                .run(
                        store -> {
                            var found = plan.apply(store).orElse(null);
                            return found == null
                                    ? new Outcome(null, null)
                                    : new Outcome(found, store.history().undo(found));
                        },
                        outcome -> tell(outcome, nothing, did));
    }

    private void tell(Outcome outcome, String nothing, String did) {
        var plan = outcome.plan();
        if (plan == null || !(outcome.submission() instanceof Submission.Accepted)) {
            notices.say(nothing);
        } else if (plan.kept().isEmpty()) {
            notices.say(messages.text(did, plan.summary()));
        } else {
            notices.say(
                    messages.text("undo.partly", plan.summary(), String.join(" ", plan.kept())));
        }
    }
}
