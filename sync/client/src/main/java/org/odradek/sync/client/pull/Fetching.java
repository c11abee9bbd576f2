package org.odradek.sync.client.pull;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.ServerSight;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.outbox.Delivery;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.wire.Acknowledge;
import org.odradek.sync.protocol.wire.Acknowledged;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.HashAnswer;
import org.odradek.sync.protocol.wire.HashQuery;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Fetches what the account's log holds after the cursor, verifies it, hands it to the store, and acknowledges it once it is durable.
/// Runs on the sync thread.
public final class Fetching {
    /// While more follows the server hears only now and then how far this device has come: what it does not hear yet it keeps.
    private static final int PAGES_UNACKNOWLEDGED_MAX = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final Cursors cursors;
    private final Delivery delivery;
    private final ChainMemory chain;
    private final Map<DeviceId, SealedEntry> newest = new HashMap<>();
    private final HeadlessEnd headless = new HeadlessEnd();
    private @Nullable Reading reading;
    private @Nullable Ahead ahead;
    private @Nullable ControlLog regained;
    private boolean isUnacknowledged;
    private int pagesUnacknowledged;

    /// @param delivery hears of entries that the server has and that are durable here
    public Fetching(
            Store store, AccountFacts facts, ServerApi server, Cursors cursors, Delivery delivery) {
        this.store = store;
        this.facts = facts;
        this.server = server;
        this.cursors = cursors;
        this.delivery = delivery;
        this.chain = new ChainMemory(cursors.all());
    }

    /// What came of fetching.
    public sealed interface Fetched {
        /// @param entries how many were new here
        /// @param more    whether the server has more
        record Taken(int entries, boolean more) implements Fetched {}

        /// The control log has moved on: fetch it first.
        record ControlMoved() implements Fetched {}

        /// The server has lost something; the cursor is back on common ground and what the server lacks is to be pushed.
        record WalkedBack() implements Fetched {}

        /// The log ends with entries for which nobody has vouched yet. Nothing of them is taken, and they are not pulled again as long as more comes.
        record AwaitsHead(Cursor end) implements Fetched {}

        /// The log goes on with what a newer version wrote.
        record Newer() implements Fetched {}

        /// The server's answers do not fit together.
        record Forged(String what) implements Fetched {}

        /// The server has another entry under this name than is here: two copies of a profile write as one device.
        record Diverged(EntryId entry) implements Fetched {}

        /// The log begins after the cursor, or the server keeps no channel for this device any more: only a clone helps.
        record NeedsClone() implements Fetched {}

        /// The server keeps nothing for this device any more; the log after the cursor is still there.
        record Inactive() implements Fetched {}

        record NotAnswered(Reply<?> reply) implements Fetched {}
    }

    /// One page; what came is acknowledged at its end and now and then before, or with the next page that is to be.
    public Fetched fetch(Token token, ControlLog control, boolean acknowledges) {
        var unanswered = regain(token, control);
        if (unanswered.isPresent()) {
            return unanswered.get();
        }
        var going = goesOn(control) ? reading : null;
        var verifying =
                going == null
                        ? new Verifying(control, cursors.newest(), this::hash)
                        : going.verifying();
        var from = going == null ? cursors.newest() : going.from();
        while (true) {
            var pulled = pull(token, from);
            if (!(pulled.reply() instanceof Reply.Answered<PullAnswer>(var answer))) {
                return new Fetched.NotAnswered(pulled.reply());
            }
            switch (answer) {
                case PullAnswer.Trimmed _ -> {
                    return new Fetched.NeedsClone();
                }
                case PullAnswer.Inactive(var trimmedBelow) -> {
                    return cursors.newest().position() < trimmedBelow
                            ? new Fetched.NeedsClone()
                            : new Fetched.Inactive();
                }
                case PullAnswer.CursorDiffers _ -> {
                    boolean isEarlier = isFrom(going, from);
                    reading = null;
                    return isEarlier ? new Fetched.Taken(0, true) : walkBack(token);
                }
                case PullAnswer.Page page -> {
                    if (page.controlPosition() > control.position()) {
                        return new Fetched.ControlMoved();
                    }
                    if (page.records().isEmpty()) {
                        return from.equals(cursors.newest())
                                ? nothingNew(token, acknowledges)
                                : awaitsHead(from, isFrom(going, from));
                    }
                    if (page.head() > page.next().position()) {
                        // The next page comes in while this one is verified and applied.
                        ahead = new Ahead(token, page.next(), pullAhead(token, page.next()));
                    }
                    switch (verifying.page(pulled.page())) {
                        case Verifying.Verified.Unfinished(var next) -> {
                            from = next;
                            reading = new Reading(verifying, control, cursors.newest(), from);
                        }
                        case Verifying.Verified.Again(var back) -> {
                            from = back;
                            reading = new Reading(verifying, control, back, back);
                        }
                        case Verifying.Verified.Newer _ -> {
                            reading = null;
                            return new Fetched.Newer();
                        }
                        case Verifying.Verified.Forged(var what) -> {
                            reading = null;
                            return new Fetched.Forged(what);
                        }
                        case Verifying.Verified.Upto upto -> {
                            boolean goesOn =
                                    verifying.isAhead() || !upto.read().equals(upto.next());
                            reading =
                                    goesOn
                                            ? new Reading(
                                                    verifying, control, upto.next(), upto.read())
                                            : null;
                            return take(token, upto, page.head(), acknowledges);
                        }
                    }
                }
            }
        }
    }

    /// What was passed over, since a removed device had written it too late, and counts now is read again from the beginning, once. Where
    /// the beginning was dropped it may be in a clone, which is looked for when nothing else is to be fetched.
    private Optional<Fetched> regain(Token token, ControlLog control) {
        if (control == regained) {
            return Optional.empty();
        }
        var counting =
                control.devices().values().stream()
                        .filter(
                                device ->
                                        facts.passedOver(device.device())
                                                .filter(passed -> !device.isShutOut(passed))
                                                .isPresent())
                        .map(EnrolledDevice::device)
                        .toList();
        if (!counting.isEmpty()) {
            var beginning = Pulled.of(server.pull(token, Pull.after(Cursor.START)), Cursor.START);
            if (!(beginning.reply() instanceof Reply.Answered<PullAnswer>(var answer))) {
                return Optional.of(new Fetched.NotAnswered(beginning.reply()));
            }
            if (!isDropped(answer)) {
                cursors.reset(Cursor.START);
                chain.beginAt(Cursor.START);
                ahead = new Ahead(token, Cursor.START, () -> beginning);
            }
            counting.forEach(facts::forgetPassedOver);
        }
        regained = control;
        return Optional.empty();
    }

    private static boolean isDropped(PullAnswer fromTheBeginning) {
        return switch (fromTheBeginning) {
            case PullAnswer.Trimmed _ -> true;
            case PullAnswer.Inactive(var trimmedBelow) -> trimmedBelow > 0;
            case PullAnswer.CursorDiffers _, PullAnswer.Page _ -> false;
        };
    }

    /// A page on its way; what its records say by themselves is found out as soon as it is there.
    private record Ahead(Token token, Cursor from, Supplier<Pulled> answer) {}

    /// @param page the page that was answered; an empty one else
    private record Pulled(Reply<PullAnswer> reply, PulledPage page) {
        static Pulled of(Reply<PullAnswer> reply, Cursor from) {
            return new Pulled(
                    reply,
                    reply instanceof Reply.Answered<PullAnswer>(PullAnswer.Page page)
                            ? PulledPage.of(page)
                            : new PulledPage(new PulledPage.Content.Records(List.of()), from));
        }
    }

    private Supplier<Pulled> pullAhead(Token token, Cursor from) {
        return server.pullAhead(token, Pull.after(from), reply -> Pulled.of(reply, from));
    }

    private Pulled pull(Token token, Cursor from) {
        var coming = ahead;
        ahead = null;
        return coming != null && coming.token().equals(token) && coming.from().equals(from)
                ? coming.answer().get()
                : Pulled.of(server.pull(token, Pull.after(from)), from);
    }

    /// The hash of an entry that is here; mostly the one taken last of its device.
    private Optional<Bytes> hash(EntryId entry) {
        var last = newest.get(entry.device());
        return last != null && last.id().equals(entry)
                ? Optional.of(new Bytes(last.header().hash()))
                : delivery.hash(entry);
    }

    /// What was pulled and awaits its heads, over failures of the line, too.
    ///
    /// @param behind where the cursor was left
    /// @param from   where to pull on
    private record Reading(Verifying verifying, ControlLog control, Cursor behind, Cursor from) {}

    private boolean goesOn(ControlLog control) {
        return reading != null
                && reading.control().hash().equals(control.hash())
                && reading.behind().equals(cursors.newest());
    }

    /// Whether the server was asked for what follows the end of an earlier reading. Where nothing does, that may have been of another log,
    /// and what follows the cursor is read anew now and then.
    private static boolean isFrom(@Nullable Reading earlier, Cursor from) {
        return earlier != null && from.equals(earlier.from());
    }

    private Fetched awaitsHead(Cursor end, boolean isEarlier) {
        if (isEarlier && headless.isDue(end)) {
            reading = null;
            return new Fetched.Taken(0, true);
        }
        headless.reached(end);
        return new Fetched.AwaitsHead(end);
    }

    private Fetched nothingNew(Token token, boolean acknowledges) {
        var refused =
                acknowledges && isUnacknowledged ? acknowledge(token) : Optional.<Fetched>empty();
        return refused.orElse(new Fetched.Taken(0, false));
    }

    /// Tells the server how far everything is durable here; what it did not hear is told again.
    private Optional<Fetched> acknowledge(Token token) {
        isUnacknowledged = true;
        var reply = server.acknowledge(token, new Acknowledge(cursors.newest(), null));
        if (!(reply instanceof Reply.Answered<Acknowledged>)) {
            return Optional.of(new Fetched.NotAnswered(reply));
        }
        isUnacknowledged = false;
        pagesUnacknowledged = 0;
        return Optional.empty();
    }

    private Fetched take(
            Token token, Verifying.Verified.Upto upto, long head, boolean acknowledges) {
        if (!upto.shutOut().isEmpty()) {
            LOG.warn("Written after its device was removed, and not taken: {}.", upto.shutOut());
        }
        var ids = upto.entries().stream().map(SealedEntry::id).toList();
        var step = cursors.next(upto.next(), ids);
        var atServer = store.delivered().with(ids);
        var noted = facts.remembering(upto.heads());
        noted.put(Cursors.Step.NAME, step.fact());
        noted.putAll(facts.passingOver(upto.shutOut()));
        var reception = store.receive(upto.entries(), atServer, noted);
        if (!reception.diverged().isEmpty()) {
            return new Fetched.Diverged(reception.diverged().getFirst());
        }
        cursors.advance(step);
        upto.entries().forEach(entry -> newest.put(entry.id().device(), entry));
        chain.saw(upto.trail());
        delivery.returned(ids);
        var next = upto.next();
        store.sighted(new ServerSight(next.epoch(), next.position(), next.hash().array()));
        int fresh = upto.entries().size() - reception.known();
        isUnacknowledged = true;
        boolean more = head > next.position();
        boolean isDue = !more || ++pagesUnacknowledged >= PAGES_UNACKNOWLEDGED_MAX;
        var refused = acknowledges && isDue ? acknowledge(token) : Optional.<Fetched>empty();
        if (reception.sights().stream().anyMatch(sight -> chain.contradicts(sight, next.epoch()))) {
            // Being signed, what came is taken nevertheless.
            facts.rememberFork(next.epoch());
        }
        return refused.orElse(new Fetched.Taken(fresh, more));
    }

    /// Finds the last cursor on which both agree, reports it, and goes on from there in a new epoch.
    public Fetched walkBack(Token token) {
        var known = cursors.all();
        var asked =
                server.hashes(
                        token,
                        new HashQuery(known.stream().map(Cursor::position).distinct().toList()));
        if (!(asked instanceof Reply.Answered<HashAnswer>(var answer))) {
            return new Fetched.NotAnswered(asked);
        }
        var common =
                known.stream()
                        .filter(
                                cursor ->
                                        answer.cursors().stream()
                                                .anyMatch(
                                                        theirs ->
                                                                theirs.position()
                                                                                == cursor.position()
                                                                        && theirs.hash()
                                                                                .equals(
                                                                                        cursor
                                                                                                .hash())))
                        .findFirst()
                        .orElse(Cursor.START);
        var reported = server.lost(token, new LostCursor(cursors.newest(), common));
        if (!(reported instanceof Reply.Answered<NewEpoch>(var epoch))) {
            return new Fetched.NotAnswered(reported);
        }
        var from =
                switch (epoch) {
                    case NewEpoch.Begun(var begun) -> followed(begun, common);
                    case NewEpoch.NotLost(var there) -> followed(there, cursors.newest());
                    case NewEpoch.NotCommon _ -> Optional.of(Cursor.START);
                };
        if (from.isEmpty()) {
            return new Fetched.Forged("a place in the log that this device has not been at");
        }
        cursors.reset(from.get());
        chain.beginAt(cursors.newest());
        return new Fetched.WalkedBack();
    }

    /// A place that is named by the server when it is the one asked about: what is before any other was not fetched here.
    private static Optional<Cursor> followed(Cursor named, Cursor askedAbout) {
        return Optional.of(named)
                .filter(
                        cursor ->
                                cursor.position() == askedAbout.position()
                                        && cursor.hash().equals(askedAbout.hash()));
    }
}
