package org.odradek.sync.client;

import org.odradek.core.entry.DeviceId;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.attachment.FileExchange;
import org.odradek.sync.client.outbox.Delivery;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.protocol.wire.Token;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What of a round can wait until every entry is moved: files, what others have seen, clones; and what the round comes to then. Runs on
/// the sync thread.
final class RoundEnd {
    /// However much moves, what can wait is done in the end.
    private static final int GIVES_WAY_MAX = 5;

    private final Store store;
    private final AccountFacts facts;
    private final Proof proof;
    private final Cursors cursors;
    private final Delivery delivery;
    private final FileExchange files;
    private final Receipts receipts;
    private final BooleanSupplier awaited;
    private int gaveWay;

    /// @param awaited as in [Round]
    RoundEnd(
            Store store,
            AccountFacts facts,
            Proof proof,
            Cursors cursors,
            Delivery delivery,
            FileExchange files,
            Receipts receipts,
            BooleanSupplier awaited) {
        this.store = store;
        this.facts = facts;
        this.proof = proof;
        this.cursors = cursors;
        this.delivery = delivery;
        this.files = files;
        this.receipts = receipts;
        this.awaited = awaited;
    }

    /// Files move only while no entry waits.
    Attempt files(Token token) {
        if (delivery.awaitsKey()) {
            return complete();
        }
        if (givesWay()) {
            return new Attempt.More();
        }
        return switch (files.step(token)) {
            case FileExchange.Moved.More _ -> new Attempt.More();
            case FileExchange.Moved.Nothing _ -> {
                files.lookAgain();
                yield receipts(token);
            }
            case FileExchange.Moved.NotAnswered(var reply) -> proof.failed(reply);
        };
    }

    private Attempt receipts(Token token) {
        var log = proof.control();
        return log == null || givesWay()
                ? new Attempt.More()
                : switch (receipts.step(token, log)) {
                    case Receipts.Learnt.More _ -> new Attempt.More();
                    case Receipts.Learnt.All(var membersDiffer) -> {
                        var ended = complete();
                        if (membersDiffer || proof.owesWord(log)) {
                            // A device without a channel is handed no pages, which would say so.
                            proof.controlMoved();
                        }
                        yield ended;
                    }
                    case Receipts.Learnt.Differs _ -> PersonNeeded.DIFFERS;
                    case Receipts.Learnt.NotAnswered(var silence) -> proof.failed(silence);
                };
    }

    private boolean givesWay() {
        if (gaveWay == GIVES_WAY_MAX || !awaited.getAsBoolean()) {
            return false;
        }
        gaveWay++;
        return true;
    }

    /// Everything is moved. What a server that forked has to say moves too; that it did stays said.
    Attempt complete() {
        var log = proof.control();
        gaveWay = 0;
        var stranger = log == null ? Optional.<DeviceId>empty() : delivery.stranger(log);
        if (stranger.isPresent()) {
            return PersonNeeded.byStranger(store.view().deviceName(stranger.get()));
        }
        if (delivery.awaitsKey()) {
            return PersonNeeded.LACKS_KEY;
        }
        if (delivery.isDamaged()) {
            return PersonNeeded.DAMAGED;
        }
        return facts.isForked(cursors.newest().epoch())
                ? PersonNeeded.FORKED
                : new Attempt.Complete();
    }
}
