package org.odradek.sync.client;

import org.odradek.core.entry.EntryId;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.clone.CloneTaking;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.connection.Activate;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Token;

/// Brings this device back when the server keeps nothing for it any more: what it lacks comes by a clone, unless the log still has it,
/// and then it asks for its channel. Its own edits were delivered before. Runs on the sync thread.
final class Comeback {
    private final AccountFacts facts;
    private final ServerApi server;
    private final Cursors cursors;
    private final CloneTaking taking;

    Comeback(AccountFacts facts, ServerApi server, Cursors cursors, CloneTaking taking) {
        this.facts = facts;
        this.server = server;
        this.cursors = cursors;
        this.taking = taking;
    }

    /// What one step came to.
    sealed interface Step {
        record Cloning(double progress) implements Step {}

        /// Everything up to the clone's cut is here.
        ///
        /// @param differs as in [CloneTaking.Taken.Complete]
        record Cloned(boolean differs) implements Step {}

        record AwaitsClone() implements Step {}

        /// It has its channel, or may fetch what there is now.
        record MayPull() implements Step {}

        /// It has all there is, and no channel: the account has as many active devices as it may have.
        record Rests() implements Step {}

        /// The server lost something since.
        record CursorDiffers() implements Step {}

        /// The clone holds another entry under this name than is here.
        record Diverged(EntryId entry) implements Step {}

        record Forged(String what) implements Step {}

        record NotAnswered(Reply<?> reply) implements Step {}
    }

    Step clone(Token token, ControlLog control) {
        return cloned(taking.step(token, control));
    }

    /// Whether entries are not here that count of removed devices, so that what was written upon them waits; or a clone is on its way.
    boolean mayRegain(ControlLog control) {
        return taking.mayRegain(control);
    }

    /// As [#clone], for what is lacking alone.
    Step regain(Token token, ControlLog control) {
        return cloned(taking.regain(token, control));
    }

    private Step cloned(CloneTaking.Taken taken) {
        return switch (taken) {
            case CloneTaking.Taken.More _ -> new Step.Cloning(taking.progress());
            case CloneTaking.Taken.Complete(var cut, var entries, var heads, var differs) -> {
                heads.forEach(facts::remember);
                cursors.begin(cut, entries);
                yield new Step.Cloned(differs);
            }
            case CloneTaking.Taken.NoneYet _ -> new Step.AwaitsClone();
            case CloneTaking.Taken.Diverged(var entry) -> new Step.Diverged(entry);
            case CloneTaking.Taken.Forged(var what) -> new Step.Forged(what);
            case CloneTaking.Taken.NotAnswered(var reply) -> new Step.NotAnswered(reply);
        };
    }

    Step activate(Token token) {
        var at = cursors.newest();
        var reply = server.activate(token, new Activate(at));
        if (!(reply instanceof Reply.Answered<ActivateAnswer>(var answer))) {
            return new Step.NotAnswered(reply);
        }
        return switch (answer) {
            case ActivateAnswer.Activated _ -> new Step.MayPull();
            case ActivateAnswer.AtTheLimit(var mayPullTo) ->
                    at.position() < mayPullTo ? new Step.MayPull() : new Step.Rests();
            // The next pull says so, too, and is followed by a clone.
            case ActivateAnswer.Trimmed _ -> new Step.MayPull();
            case ActivateAnswer.CursorDiffers _ -> new Step.CursorDiffers();
        };
    }
}
