package org.odradek.sync.server.http;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.wire.Acknowledge;
import org.odradek.sync.protocol.wire.Acknowledged;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.HashAnswer;
import org.odradek.sync.protocol.wire.HashQuery;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.connection.Channels;
import org.odradek.sync.server.connection.Downgrading;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.wake.WakeBus;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Push and pull, and what keeps both honest.
final class LogRoutes {
    private final AccountLog log;
    private final BlobStore blobs;
    private final Channels channels;
    private final Downgrading downgrading;
    private final WakeBus wakes;
    private final Limits limits;
    private final InstantSource clock;

    LogRoutes(
            AccountLog log,
            BlobStore blobs,
            Channels channels,
            Downgrading downgrading,
            WakeBus wakes,
            Limits limits,
            InstantSource clock) {
        this.log = log;
        this.channels = channels;
        this.downgrading = downgrading;
        this.blobs = blobs;
        this.wakes = wakes;
        this.limits = limits;
        this.clock = clock;
    }

    List<Route> routes() {
        int small = Route.OPEN_BODY_BYTES_MAX;
        return List.of(
                new Route.Proven("POST", "/v1/push", limits.requestBytesMax(), this::push),
                new Route.Proven("POST", "/v1/pull", small, this::pull),
                new Route.Proven("POST", "/v1/acknowledge", small, this::acknowledge),
                new Route.Proven("POST", "/v1/hashes", small, this::hashes),
                new Route.Proven("POST", "/v1/lost", small, this::lost),
                new Route.Proven("GET", "/v1/heads", 0, this::heads));
    }

    private Answer push(Caller.Device caller, ControlLog control, Call call) {
        var push = call.message(Push.class);
        var entries = new ArrayList<IncomingEntry>();
        for (var sealed : push.entries()) {
            SealedEntry entry;
            try {
                entry = SealedEntry.decode(sealed.array());
            } catch (MalformedCborException e) {
                return new Answer.Refused(
                        new Refusal.Malformed("a sealed entry that no version writes"));
            }
            var wrong = wrong(control, entry);
            if (wrong.isPresent()) {
                return new Answer.Refused(new Refusal.NotProven(wrong.get()));
            }
            entries.add(IncomingEntry.of(entry, sealed));
        }
        for (var head : push.heads()) {
            boolean isSigned =
                    head.account().equals(control.account())
                            && control.device(head.device())
                                    .map(EnrolledDevice::sign)
                                    .filter(head::isSignedBy)
                                    .isPresent();
            if (!isSigned) {
                return new Answer.Refused(new Refusal.NotProven("the head " + head.entry()));
            }
        }
        var silent = withoutItsHead(caller.device(), entries, push.heads());
        if (silent.isPresent()) {
            return new Answer.Refused(
                    new Refusal.NotProven("the entry " + silent.get() + " without a signed head"));
        }
        var answer = append(control, entries, push);
        if (push.viewDigest() != null) {
            log.attach(caller.account(), caller.device(), push.viewDigest());
        }
        return switch (answer) {
            case AppendAnswer.Answered(var answered) -> {
                if (answered instanceof PushAnswer.Appended) {
                    wakes.publish(control.account());
                    downgrading.appended(control.account());
                }
                yield new Answer.Message(answered);
            }
            case AppendAnswer.WrongHead(var entry) ->
                    new Answer.Refused(new Refusal.NotProven("the head " + entry));
            case AppendAnswer.Full _ ->
                    new Answer.Refused(new Refusal.StorageFull(limits.accountBytesMax()));
        };
    }

    /// An account that is full gets room by what can be dropped from its log, before anybody is told that it is.
    private AppendAnswer append(ControlLog control, List<IncomingEntry> entries, Push push) {
        while (true) {
            long logBytesMax = limits.accountBytesMax() - blobs.heldBytes(control.account());
            var answer = log.append(control.account(), entries, push.heads(), logBytesMax);
            if (!(answer instanceof AppendAnswer.Full)
                    || !downgrading.freeStorage(control.account())) {
                return answer;
            }
        }
    }

    private static Optional<String> wrong(ControlLog control, SealedEntry entry) {
        if (!entry.header().account().equals(control.account())) {
            return Optional.of("the entry " + entry.id() + " is of another account");
        }
        if (control.device(entry.id().device()).isEmpty()) {
            return Optional.of("the entry " + entry.id() + " is of a device that is not enrolled");
        }
        return entry.isWhole()
                ? Optional.empty()
                : Optional.of("the entry " + entry.id() + " is not whole");
    }

    /// The newest entry of the device that pushes, where no head of its own covers it: nobody could take it, nor what comes behind it. Who
    /// gives back what another device wrote may have that one's head only with a later page.
    private static Optional<EntryId> withoutItsHead(
            DeviceId pusher, List<IncomingEntry> entries, List<SignedHead> heads) {
        return entries.stream()
                .map(IncomingEntry::id)
                .filter(entry -> entry.device().equals(pusher))
                .max(Comparator.comparingLong(EntryId::seq))
                .filter(
                        newest ->
                                heads.stream()
                                        .noneMatch(
                                                head ->
                                                        head.device().equals(pusher)
                                                                && head.seq() >= newest.seq()));
    }

    private Answer pull(Caller.Device caller, ControlLog control, Call call) {
        return new Answer.Message(channels.pull(caller, call.message(Pull.class)));
    }

    private Answer acknowledge(Caller.Device caller, ControlLog control, Call call) {
        var acknowledge = call.message(Acknowledge.class);
        boolean isKnown =
                log.acknowledge(
                        caller.account(), caller.device(), acknowledge.upTo(), clock.millis());
        if (acknowledge.viewDigest() != null) {
            log.attach(caller.account(), caller.device(), acknowledge.viewDigest());
        }
        if (isKnown) {
            wakes.publish(caller.account());
        }
        return new Answer.Message(new Acknowledged(isKnown));
    }

    private Answer hashes(Caller.Device caller, ControlLog control, Call call) {
        var query = call.message(HashQuery.class);
        return new Answer.Message(new HashAnswer(log.cursors(caller.account(), query.positions())));
    }

    private Answer lost(Caller.Device caller, ControlLog control, Call call) {
        var answer = log.beginEpoch(caller.account(), call.message(LostCursor.class));
        wakes.publish(caller.account());
        return new Answer.Message(answer);
    }

    private Answer heads(Caller.Device caller, ControlLog control, Call call) {
        return new Answer.Message(new DeviceHeads(log.heads(caller.account())));
    }
}
