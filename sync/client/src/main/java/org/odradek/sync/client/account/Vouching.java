package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.store.Store;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Says of a removed device's entries that they had arrived here before this device heard of the removal, where the record that removed it
/// does not know of them: whoever removed it had not got them yet, and the server had lost them. Else the others would pass them over,
/// and whatever was written upon them would wait for ever. Runs on the sync thread.
final class Vouching {
    private static final Logger LOG = LoggerFactory.getLogger(Vouching.class);

    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final InstantSource clock;
    private @Nullable Untaken untaken;

    Vouching(Store store, AccountFacts facts, ServerApi server, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.server = server;
        this.clock = clock;
    }

    /// What was due behind a log and is not taken there.
    private record Untaken(Bytes logHash, List<SignedHead> heads) {}

    /// Whether there is something to say behind this log that is not known not to be taken: what a removed device wrote may be whole here
    /// only since, damage having taken a part of it.
    boolean isDue(ControlLog control) {
        var due = due(control);
        return !due.isEmpty() && !new Untaken(control.hash(), due).equals(untaken);
    }

    private List<SignedHead> due(ControlLog control) {
        return control.devices().values().stream()
                .flatMap(device -> unknown(device).stream())
                .toList();
    }

    /// Appends what is due behind this log, whose records are remembered, and answers the longer one. What the server does not take is said
    /// again when the log has moved on, or with the next session.
    Session.Updated vouch(ControlLog control) {
        var log = control;
        for (var head : due(control)) {
            var record = record(log, head);
            var reply = server.appendControl(new ControlAppend(log.account(), List.of(record)));
            if (reply instanceof Reply.Silent<ControlAnswer>) {
                return new Session.Updated.NotAnswered(reply);
            }
            if (!(reply instanceof Reply.Answered<ControlAnswer>(var answer))) {
                // Everything else goes on; it is said again with the next round.
                break;
            }
            if (!(answer instanceof ControlAnswer.Appended)
                    || !(log.after(record) instanceof Verdict.Verified(var longer))) {
                LOG.warn("It is not taken that {} arrived here before its removal.", head);
                untaken = new Untaken(log.hash(), due(log));
                break;
            }
            LOG.info("Others take {} now, which had arrived here.", head.entry());
            log = longer;
            var records = facts.control();
            records.add(record);
            facts.remember(records);
        }
        return new Session.Updated.Current(log);
    }

    /// The removed device's own word for more than counts, all of which is here and follows what counts. What it writes after its removal
    /// is known here is never taken in, and so never here.
    private Optional<SignedHead> unknown(EnrolledDevice device) {
        return device.lastEntry()
                .flatMap(
                        last ->
                                facts.head(device.device())
                                        .filter(head -> head.seq() > last.seq())
                                        .filter(head -> isHere(head.entry(), head.hash()))
                                        .filter(
                                                head ->
                                                        last.seq() == 0
                                                                || isHere(
                                                                        new EntryId(
                                                                                head.device(),
                                                                                last.seq()),
                                                                        last.hash())));
    }

    private boolean isHere(EntryId entry, Bytes hash) {
        return store.has(VersionVector.EMPTY.with(entry))
                && store.hash(entry).filter(here -> new Bytes(here).equals(hash)).isPresent();
    }

    private Bytes record(ControlLog log, SignedHead head) {
        var moved = new ControlChange.LastEntryMoved(head);
        return OwnRecord.signed(log, store.profile(), clock.millis(), moved).encode();
    }
}
