package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Store;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Token;

import java.util.function.IntFunction;

/// What this device does for the account's other ones when nothing of its own is left to move: makes clones that the server asks for or
/// that hold what no other does, and vouches for those that others made. Runs on the sync thread.
public final class CloneDuties {
    private final CloneMaking making;
    private final CloneComparing comparing;
    private final CloneOwing owing;
    private boolean owes;
    private @Nullable Moment made;

    public CloneDuties(
            Store store,
            ServerApi server,
            IntFunction<byte[]> randomBytes,
            CloneMaking making,
            CloneComparing comparing) {
        this.making = making;
        this.comparing = comparing;
        this.owing = new CloneOwing(store, server, randomBytes);
    }

    /// How far both logs were.
    private record Moment(long position, long controlPosition) {}

    /// What one step came to.
    public sealed interface Fulfilled {
        record More() implements Fulfilled {}

        record Done() implements Fulfilled {}

        /// Another device shows the same entries differently.
        record Differs() implements Fulfilled {}

        record NotAnswered(Reply<?> reply) implements Fulfilled {}
    }

    /// @param wish what the server asks for; null for nothing
    /// @param at   up to where the account's log is here
    public Fulfilled step(Token token, ControlLog control, @Nullable CloneWish wish, Cursor at) {
        comparing.remember();
        if (wish != null && wish.confirm() != null) {
            switch (comparing.compare(token, control, wish.confirm())) {
                case CloneComparing.Compared.Confirmed _, CloneComparing.Compared.LeftAlone _ -> {}
                case CloneComparing.Compared.Differs _ -> {
                    return new Fulfilled.Differs();
                }
                case CloneComparing.Compared.NotAnswered(var reply) -> {
                    return new Fulfilled.NotAnswered(reply);
                }
            }
        }
        var now = new Moment(at.position(), control.position());
        // What the server did not take is not offered again as it is.
        if (now.equals(made)) {
            return new Fulfilled.Done();
        }
        boolean isAsked = wish != null && wish.make();
        if (!isAsked && !owes) {
            switch (owing.look(token, control)) {
                case CloneOwing.Owing.Owes _ -> owes = true;
                case CloneOwing.Owing.Nothing _ -> {}
                case CloneOwing.Owing.NotAnswered(var reply) -> {
                    return new Fulfilled.NotAnswered(reply);
                }
            }
        }
        if (!isAsked && !owes) {
            return new Fulfilled.Done();
        }
        return switch (making.step(token, at)) {
            case CloneMaking.Made.More _ -> new Fulfilled.More();
            case CloneMaking.Made.Done _ -> {
                made = now;
                owes = false;
                yield new Fulfilled.Done();
            }
            case CloneMaking.Made.NotAnswered(var reply) -> {
                // Nobody asked for it, and it need not hold up the rest until there is room.
                owes &= !(reply instanceof Reply.Refused<?>(Refusal.StorageFull _));
                yield new Fulfilled.NotAnswered(reply);
            }
        };
    }
}
