package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.journal.Stop;
import org.odradek.store.journal.StopCause;

import java.sql.SQLException;

/// Makes an edit. When it concerns what is in memory and the disk is well, it is planned, sealed and forced on the caller's thread.
final class SubmitWork extends Work<Submission> {
    private static final Submission.Refused FULL =
            new Submission.Refused(
                    Refusal.DISK_FULL,
                    "The disk is full; nothing was changed, and nothing that was saved is lost.");

    private final Ledger ledger;
    private final Edit edit;
    private final Runnable deliveryChanges;
    private OwnEntries.@Nullable Sealed sealed;
    private OwnEntries.@Nullable Outcome outcome;

    /// @param deliveryChanges told on the writing thread that there is more to deliver
    SubmitWork(Ledger ledger, Edit edit, Runnable deliveryChanges) {
        super(false);
        this.ledger = ledger;
        this.edit = edit;
        this.deliveryChanges = deliveryChanges;
    }

    @Override
    boolean begin() {
        boolean isWell =
                ledger.journal().stopped().isEmpty()
                        && DiskRoom.isForEdits(ledger.owned().profile());
        try {
            sealed = isWell ? ledger.own().sealAtHand(edit).orElse(null) : null;
        } catch (SQLException e) {
            throw new IllegalStateException("a table was read for what is in memory", e);
        }
        return sealed != null;
    }

    @Override
    void writeAhead() {
        if (sealed != null) {
            ledger.writeAhead(sealed);
        }
    }

    @Override
    void run() throws SQLException {
        outcome =
                sealed != null
                        ? ledger.own().take(sealed)
                        : DiskRoom.isForEdits(ledger.owned().profile())
                                ? ledger.own().make(edit)
                                : new OwnEntries.Outcome.Refused(FULL);
        deliveryChanges.run();
    }

    @Override
    Submission answer() {
        return switch (outcome) {
            case OwnEntries.Outcome.Entries(var made) -> {
                var last = made.getLast();
                yield new Submission.Accepted(last.id(), last.gesture(), last.position());
            }
            case OwnEntries.Outcome.Refused(var answer) -> answer;
            case null -> throw new IllegalStateException("the edit was not made");
        };
    }

    @Override
    Submission stopped(Stop stop) {
        return switch (outcome) {
            case OwnEntries.Outcome.Refused(var answer) -> answer;
            // The disk took all of it before it refused another's; whoever is told otherwise makes
            // it twice.
            case OwnEntries.Outcome.Entries(var made)
                    when made.stream().allMatch(OwnEntries.Made::isDurable) ->
                    answer();
            case OwnEntries.Outcome.Entries _ -> refused(stop);
            case null -> refused(stop);
        };
    }

    static Submission.Refused refused(Stop stop) {
        return stop.cause() == StopCause.DISK_FULL
                ? FULL
                : new Submission.Refused(
                        Refusal.READ_ONLY,
                        "This profile's folder cannot be written, so Odradek only reads.");
    }
}
