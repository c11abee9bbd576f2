package org.odradek.sync.client.account;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.Store;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.sync.client.account.AccountFacts.SignedIn;
import org.odradek.sync.client.account.Entering.Entered;
import org.odradek.sync.client.account.Parting.Found;
import org.odradek.sync.client.keys.SealedName;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.control.EnrolledDevice.LastEntry;
import org.odradek.sync.protocol.control.Verdict;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Signing in with a profile that the account knows. It goes on as the device that it is, unless that device was removed, or another
/// copy of the profile has written in its name: then it is enrolled as a new one, which brings along what the account does not hold.
final class Returning {
    private final Store store;
    private final DeviceId self;
    private final Enrolling enrolling;
    private final Parting parting;

    Returning(Store store, ServerApi server, Enrolling enrolling, IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.self = store.profile().device();
        this.enrolling = enrolling;
        this.parting = new Parting(store, server, randomBytes);
    }

    Joining join(Entered.In in, String deviceName, SignedIn signedIn) {
        var known = Enrolling.contentKeys(in, store.profile());
        if (known.isEmpty()) {
            return Enrolling.otherKeys();
        }
        var contentKeys = known.get();
        var name = free(deviceName, in.log(), contentKeys);
        var last = in.log().device(self).flatMap(EnrolledDevice::lastEntry);
        if (last.isPresent()) {
            return joinRemoved(in, name, contentKeys, signedIn, last.get());
        }
        return switch (parting.find(in.log(), store.profile(), contentKeys)) {
            case Found.Parted(var held) -> {
                var identity = enrolling.identity(in, store.profile(), name, contentKeys);
                yield fresh(
                        in, identity, held, control -> anew(in, identity, signedIn, control, held));
            }
            case Found.Together _ ->
                    Enrolling.same(in, store.profile(), contentKeys, signedIn, in.control());
            case Found.Newer _ -> newer();
            case Found.Forged _ -> distrusted();
            case Found.NoAnswer _ -> new Joining.NoAnswer();
        };
    }

    private Joining joinRemoved(
            Entered.In in,
            String name,
            List<byte[]> contentKeys,
            SignedIn signedIn,
            LastEntry last) {
        var held = held(last);
        var identity = enrolling.identity(in, store.profile(), name, contentKeys);
        return fresh(
                in,
                identity,
                held.orElse(atMost(last)),
                control ->
                        held.isPresent()
                                ? anew(in, identity, signedIn, control, held.getAsLong())
                                : askedAnew(in, identity, signedIn, control, last));
    }

    /// Enrols the new device, unless the profile could not become it even if the account held so many of its entries.
    private Joining fresh(
            Entered.In in,
            ProfileIdentity identity,
            long held,
            Function<List<Bytes>, Joining> done) {
        return unlessHindered(
                identity, held, () -> enrolling.fresh(in, store.profile(), identity, done));
    }

    private Joining unlessHindered(ProfileIdentity identity, long held, Supplier<Joining> goesOn) {
        return store.hindrance(identity, held)
                .<Joining>map(sentence -> new Joining.Refused("not-possible", sentence))
                .orElseGet(goesOn);
    }

    private long atMost(LastEntry last) {
        return Math.min(store.received().seq(self), last.seq());
    }

    /// How much of a removed device's log the account holds as it is here, if what is known here tells.
    private OptionalLong held(LastEntry last) {
        long here = store.received().seq(self);
        if (here == 0 || last.seq() == 0) {
            return OptionalLong.of(0);
        }
        if (here >= last.seq()) {
            return store.hash(new EntryId(self, last.seq()))
                            .filter(hash -> last.hash().equals(new Bytes(hash)))
                            .isPresent()
                    ? OptionalLong.of(last.seq())
                    : OptionalLong.empty();
        }
        long verified = new Cursors(store.facts(), store::has).entries().seq(self);
        return verified >= here ? OptionalLong.of(here) : OptionalLong.empty();
    }

    /// A copy of a profile whose device was removed: the new device asks for what the account has of the old one.
    private Joining askedAnew(
            Entered.In in,
            ProfileIdentity identity,
            SignedIn signedIn,
            List<Bytes> control,
            LastEntry last) {
        var log = withEnrolment(in, control);
        long most = atMost(last);
        return switch (parting.find(log, identity)) {
            case Found.Parted(var held) ->
                    unlessHindered(
                            identity, held, () -> anew(in, identity, signedIn, control, held));
            case Found.Together(var upTo) ->
                    upTo < most
                            ? new Joining.Refused(
                                    "incomplete",
                                    "The server does not have all of this account yet; nothing was"
                                            + " changed here. Try again later.")
                            : anew(in, identity, signedIn, control, most);
            case Found.Newer _ -> newer();
            case Found.Forged _ -> distrusted();
            case Found.NoAnswer _ -> new Joining.NoAnswer();
        };
    }

    private static ControlLog withEnrolment(Entered.In in, List<Bytes> control) {
        if (control.size() == in.control().size()) {
            // Enrolled by an earlier attempt.
            return in.log();
        }
        if (in.log().after(control.getLast()) instanceof Verdict.Verified(var log)) {
            return log;
        }
        throw new IllegalStateException("an own enrolment does not verify");
    }

    private Joining anew(
            Entered.In in,
            ProfileIdentity identity,
            SignedIn signedIn,
            List<Bytes> control,
            long held) {
        rememberOldWord(held);
        return new Joining.Enrolled(identity, signedIn, in.credentials(), control, held);
    }

    /// The old device's signed head of what the account holds of it: the new one has no key to sign it, and without it could give nothing of
    /// that back to a server that lost it.
    /// The one that it gave for more, which another copy replaced or a server lost, stands for nothing any more.
    private void rememberOldWord(long held) {
        var facts = new AccountFacts(store.facts());
        if (held == 0) {
            facts.forgetHead(self);
            return;
        }
        var last = new EntryId(self, held);
        var profile = store.profile();
        var key = RawKeys.signingKey(profile.keys().deviceSign().privateKey());
        store.hash(last)
                .map(hash -> SignedHead.signed(profile.account(), last, new Bytes(hash), key))
                .ifPresent(facts::replace);
    }

    private static Joining newer() {
        var newer = Entering.newer();
        return new Joining.Refused(newer.code(), newer.sentence());
    }

    private static Joining distrusted() {
        var distrusted = Entering.distrusted();
        return new Joining.Refused(distrusted.code(), distrusted.sentence());
    }

    /// The name, or one with a number where another device goes on under it.
    private static String free(String name, ControlLog log, List<byte[]> contentKeys) {
        Set<String> taken = new HashSet<>();
        log.devices()
                .forEach(
                        (id, device) -> {
                            if (!device.isRevoked()) {
                                SealedName.open(device.sealedName(), id, contentKeys)
                                        .ifPresent(taken::add);
                            }
                        });
        var unnumbered = name.replaceFirst(" \\(\\d+\\)$", "");
        var free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = unnumbered + " (" + number + ")";
        }
        return free;
    }
}
