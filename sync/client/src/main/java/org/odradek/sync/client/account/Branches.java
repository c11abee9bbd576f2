package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlPage;
import org.odradek.sync.protocol.wire.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Joins a control log at the server that does not go on where the one remembered here ends: the server lost its end, and perhaps took
/// another one since, from a device that did not know of the lost one. Runs on the sync thread.
final class Branches {
    private static final Logger LOG = LoggerFactory.getLogger(Branches.class);

    private final AccountFacts facts;
    private final ServerApi server;
    private final BiConsumer<ControlLog, List<Bytes>> remembering;

    /// @param remembering takes a log that is believed, and its records
    Branches(
            AccountFacts facts, ServerApi server, BiConsumer<ControlLog, List<Bytes>> remembering) {
        this.facts = facts;
        this.server = server;
        this.remembering = remembering;
    }

    /// Brings both together where that takes nothing back that the account decided.
    ///
    /// @param ours what is remembered here, and verifies
    Session.Updated join(Token token, ControlLog ours) {
        var here = facts.control();
        var there = new ArrayList<Bytes>();
        ControlLog theirs = null;
        while (true) {
            var reply = server.control(token, there.size());
            if (!(reply instanceof Reply.Answered<ControlPage>(var page))) {
                return new Session.Updated.NotAnswered(reply);
            }
            if (page.records().isEmpty()) {
                break;
            }
            switch (longer(ours, theirs, page.records())) {
                case Verdict.Verified(var log) -> theirs = log;
                case Verdict.Rejected _ -> {
                    return new Session.Updated.Forged("a control record that does not verify");
                }
                case Verdict.Newer _ -> {
                    return new Session.Updated.Newer();
                }
            }
            there.addAll(page.records());
        }
        int common = common(here, there);
        var onlyHere = here.subList(common, here.size());
        return theirs == null || common == there.size()
                ? giveBack(ours, onlyHere)
                : take(theirs, onlyHere, there);
    }

    private static Verdict longer(
            ControlLog ours, @Nullable ControlLog theirs, List<Bytes> records) {
        if (theirs == null) {
            return ControlLog.verify(ours.account(), ours.root().fingerprint(), records);
        }
        Verdict verdict = new Verdict.Verified(theirs);
        for (var record : records) {
            if (verdict instanceof Verdict.Verified(var log)) {
                verdict = log.after(record);
            }
        }
        return verdict;
    }

    private static int common(List<Bytes> here, List<Bytes> there) {
        int common = 0;
        while (common < Math.min(here.size(), there.size())
                && here.get(common).equals(there.get(common))) {
            common++;
        }
        return common;
    }

    private Session.Updated giveBack(ControlLog ours, List<Bytes> missing) {
        if (missing.isEmpty()) {
            return new Session.Updated.Current(ours);
        }
        LOG.info("The server lost the end of the account's control log and gets it back.");
        var reply = LostRecords.giveBack(server, ours.account(), missing);
        return switch (reply) {
            case Reply.Answered<ControlAnswer>(ControlAnswer.Appended _) ->
                    new Session.Updated.Current(ours);
            case Reply.Answered<ControlAnswer>(var other) ->
                    new Session.Updated.Forged("a lost control log that is not taken: " + other);
            case Reply.Refused<ControlAnswer> _, Reply.Silent<ControlAnswer> _ ->
                    new Session.Updated.NotAnswered(reply);
        };
    }

    /// What only this branch has is given up, if it is nothing but enrolments, names and what can be said again: those devices sign in
    /// again. A removal, or a new key, is not: a server that takes one back is not believed.
    private Session.Updated take(ControlLog theirs, List<Bytes> lost, List<Bytes> there) {
        if (!lost.stream().allMatch(Branches::mayBeLost)) {
            return new Session.Updated.Forged("a control log that takes a decision back");
        }
        LOG.warn("The server lost the end of the account's control log and has another.");
        remembering.accept(theirs, there);
        return new Session.Updated.Current(theirs);
    }

    private static boolean mayBeLost(Bytes record) {
        return switch (ControlRecord.decode(record).change()) {
            case ControlChange.DeviceEnrolled _,
                    ControlChange.DeviceRenamed _,
                    ControlChange.LastEntryMoved _ ->
                    true;
            case ControlChange.Founded _,
                    ControlChange.DeviceRevoked _,
                    ControlChange.ContentKeyChanged _ ->
                    false;
        };
    }
}
