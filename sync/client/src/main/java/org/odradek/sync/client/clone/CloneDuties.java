package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Token;

/// What this device does for the account's other ones when nothing of its own is left to move: makes clones, and vouches for those that
/// others made. Runs on the sync thread.
public final class CloneDuties {
    private final CloneMaking making;
    private final CloneComparing comparing;
    private long madeAt = -1;

    public CloneDuties(CloneMaking making, CloneComparing comparing) {
        this.making = making;
        this.comparing = comparing;
    }

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
        if (wish == null) {
            return new Fulfilled.Done();
        }
        if (wish.confirm() != null) {
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
        // What the server did not take is not offered again as it is.
        if (!wish.make() || at.position() == madeAt) {
            return new Fulfilled.Done();
        }
        return switch (making.step(token, at)) {
            case CloneMaking.Made.More _ -> new Fulfilled.More();
            case CloneMaking.Made.Done _ -> {
                madeAt = at.position();
                yield new Fulfilled.Done();
            }
            case CloneMaking.Made.NotAnswered(var reply) -> new Fulfilled.NotAnswered(reply);
        };
    }
}
