package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.journal.AppendResult;
import org.odradek.store.journal.Stop;
import org.odradek.store.journal.StopCause;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Makes an edit. When it concerns what is in memory and the disk is well, it is planned, sealed and forced on the caller's thread.
final class SubmitWork extends Work<Submission> {
    private static final Submission.Refused FULL =
            new Submission.Refused(
                    Refusal.DISK_FULL,
                    "The disk is full; nothing was changed, and nothing that was saved is lost.");

    static final Submission.Refused ENDED =
            new Submission.Refused(
                    Refusal.READ_ONLY,
                    "Odradek met a fault of this machine and only reads. Start it again; nothing"
                            + " that was saved is lost.");

    private static final Submission.Refused LACKING =
            new Submission.Refused(
                    Refusal.READ_ONLY,
                    "Edits of this device's are missing on its damaged disk. Nothing can be written"
                            + " until they have come back from the server; odradek doctor says"
                            + " more.");

    private final Ledger ledger;
    private final Edit edit;
    private final Runnable deliveryChanges;
    private final CompletableFuture<AppendResult> ahead = new CompletableFuture<>();
    private OwnEntries.@Nullable Sealed sealed;
    private final List<OwnEntries.Made> made = new ArrayList<>();
    private Submission.@Nullable Refused refused;

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
                        && !ledger.lacksOwn()
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
            ledger.writeAhead(sealed, ahead);
        }
    }

    @Override
    void run() throws SQLException {
        if (sealed != null) {
            ledger.own().take(sealed, ahead, made);
        } else if (ledger.lacksOwn()) {
            refused = LACKING;
        } else if (DiskRoom.isForEdits(ledger.owned().profile())) {
            refused = ledger.own().make(edit, made).orElse(null);
        } else {
            refused = FULL;
        }
        deliveryChanges.run();
    }

    @Override
    Submission answer() {
        if (refused != null) {
            return refused;
        }
        var last = made.getLast();
        return new Submission.Accepted(last.id(), last.gesture(), last.position());
    }

    @Override
    Submission stopped(Stop stop) {
        return settled().orElseGet(() -> refused(stop));
    }

    @Override
    Submission afterFault(Throwable fault) {
        return settled().orElseGet(() -> super.afterFault(fault));
    }

    /// The answer when it does not depend on what became of the rest of the batch. What the disk took before it refused another's, or before
    /// a fault, is made; whoever is told otherwise makes it twice.
    private Optional<Submission> settled() {
        if (refused != null) {
            return Optional.of(refused);
        }
        return made.isEmpty()
                ? Optional.empty()
                : made.getLast()
                        .saidByDisk()
                        .map(
                                said ->
                                        switch (said) {
                                            case AppendResult.Durable _ -> answer();
                                            case AppendResult.NotWritten(var stop) -> refused(stop);
                                        });
    }

    static Submission.Refused refused(Stop stop) {
        return stop.cause() == StopCause.DISK_FULL
                ? FULL
                : new Submission.Refused(
                        Refusal.READ_ONLY,
                        "This profile's folder can't be written, so Odradek only reads.");
    }
}
