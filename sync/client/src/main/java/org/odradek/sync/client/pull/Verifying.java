package org.odradek.sync.client.pull;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Verifies what a server sends, record by record: the account's chain, so that nothing was left out or moved; each device's chain,
/// so that nothing was put in; and each device's signed head, without which nothing of that device is taken. Of several heads of one
/// device up to which entries are taken, the chain vouches for all but the newest, whose signature is verified. Entries are held back
/// until a verified head covers them, and the cursor with them. What a removed device wrote after its last entry that counts is passed
/// over.
///
/// A device's own pushes have its head right behind them. What another one gives back to a server that lost it has the only head that it
/// knows behind all of it, after thousands of entries. Of such a stretch no entries are kept: it is read up to its heads, only its chains
/// being followed, then read again, where the account's chain, having been vouched for, has to be the same page by page. Not thread-safe.
public final class Verifying {
    /// So much waits in memory for its heads, some 30 MB at most.
    private static final int PAGES_HELD_BACK_MAX = 8;

    /// Without a head for so many pages, two million entries, a server is taken to withhold it.
    private static final int PAGES_WITHOUT_HEAD_MAX = 2_000;

    private static final String NO_HEAD = "entries without a signed head";
    private static final String NOT_AS_BEFORE = "another log than a moment ago";
    private static final String NOT_WHOLE = "an entry that is not whole or not of this account";

    private final ControlLog control;
    private final Function<EntryId, Optional<Bytes>> knownHash;
    private final List<SealedEntry> held = new ArrayList<>();
    private final Map<EntryId, Bytes> hashes = new HashMap<>();

    /// Each device's last entry since the cursor was left.
    private final Map<DeviceId, Long> reached = new HashMap<>();

    /// The same of those devices for which nobody has vouched since.
    private final Map<DeviceId, Long> waiting = new HashMap<>();

    private final List<SignedHead> heads = new ArrayList<>();
    private final List<EntryId> shutOut = new ArrayList<>();
    private final List<Cursor> trail = new ArrayList<>();

    /// Where the pages ended since the cursor was left.
    private final List<Cursor> ends = new ArrayList<>();

    /// What is known to be vouched for of what is read again: where its pages ended.
    private final Deque<Cursor> vouched = new ArrayDeque<>();

    private Cursor left;
    private Cursor at;
    private boolean keepsNothing;
    private @Nullable Settled settled;

    /// @param knownHash the hash of an entry that is here, by which a device's chain is carried on
    public Verifying(
            ControlLog control, Cursor from, Function<EntryId, Optional<Bytes>> knownHash) {
        this.control = control;
        this.left = from;
        this.at = from;
        this.knownHash = knownHash;
    }

    /// What one page comes to.
    public sealed interface Verified {
        /// Everything up to `next` is verified. What follows up to `read` is held back until its heads come: pull on from there.
        ///
        /// @param shutOut entries of removed devices that count no more and are not among the entries
        /// @param trail   where the chain was after each record up to `read`, since the last time
        record Upto(
                List<SealedEntry> entries,
                List<SignedHead> heads,
                List<EntryId> shutOut,
                List<Cursor> trail,
                Cursor next,
                Cursor read)
                implements Verified {}

        /// The records fit so far but end before a head: pull on from `next`.
        record Unfinished(Cursor next) implements Verified {}

        /// Everything up to some place behind `from` is vouched for, but too much to have been kept: pull it again from there.
        record Again(Cursor from) implements Verified {}

        /// The page holds what a newer version wrote, as far as this one can tell; nothing of it is taken.
        record Newer() implements Verified {}

        /// The server sent what the account's devices did not write; nothing of it is taken.
        record Forged(String what) implements Verified {}
    }

    public Verified page(PulledPage page) {
        return switch (page.content()) {
            case PulledPage.Content.Records(var records) -> page(records, page.next());
            case PulledPage.Content.Newer _ -> new Verified.Newer();
            case PulledPage.Content.Unreadable _ ->
                    new Verified.Forged("a record that cannot be read");
        };
    }

    private Verified page(List<PulledPage.Read> records, Cursor next) {
        for (var record : records) {
            var wrong = take(record);
            if (wrong != null) {
                return new Verified.Forged(wrong);
            }
        }
        // The chain proves the common past; the epoch may have moved on since another device found
        // something lost.
        boolean fits = at.position() == next.position() && at.hash().equals(next.hash());
        if (!fits) {
            return new Verified.Forged("a chain that does not fit the records");
        }
        at = next;
        ends.add(at);
        if (held.isEmpty() && !keepsNothing) {
            settle();
        }
        var upTo = settled;
        if (upTo == null) {
            return wait(ends.size());
        }
        var words = newest(heads.subList(0, upTo.heads()));
        if (!words.stream().allMatch(this::isSigned)) {
            return new Verified.Forged("a head that its device did not sign");
        }
        return keepsNothing ? again(upTo.at()) : upTo(words, upTo);
    }

    /// Whether more is known of what comes than its records say: who pulls on does so with this.
    public boolean isAhead() {
        return !vouched.isEmpty();
    }

    private Verified wait(int pages) {
        if (pages > PAGES_WITHOUT_HEAD_MAX) {
            return new Verified.Forged(NO_HEAD);
        }
        keepsNothing |= pages > PAGES_HELD_BACK_MAX;
        if (keepsNothing) {
            held.clear();
            trail.clear();
            shutOut.clear();
            hashes.keySet().removeIf(entry -> entry.seq() < reached(entry.device()));
            var newest = newest(heads);
            heads.clear();
            heads.addAll(newest);
        }
        return new Verified.Unfinished(at);
    }

    private Verified again(Cursor upTo) {
        vouched.clear();
        ends.stream().filter(end -> end.position() < upTo.position()).forEach(vouched::add);
        vouched.add(upTo);
        at = left;
        keepsNothing = false;
        held.clear();
        hashes.clear();
        reached.clear();
        waiting.clear();
        heads.clear();
        ends.clear();
        shutOut.clear();
        trail.clear();
        settled = null;
        return new Verified.Again(left);
    }

    private Verified upTo(List<SignedHead> words, Settled upTo) {
        left = new Cursor(at.epoch(), upTo.at().position(), upTo.at().hash());
        var entries = held.subList(0, upTo.entries());
        var verified =
                new Verified.Upto(
                        List.copyOf(entries),
                        words,
                        List.copyOf(shutOut),
                        List.copyOf(trail),
                        left,
                        at);
        trail.clear();
        entries.forEach(entry -> hashes.remove(entry.id()));
        entries.clear();
        reached.clear();
        held.forEach(entry -> reached.merge(entry.id().device(), entry.id().seq(), Math::max));
        heads.subList(0, upTo.heads()).clear();
        shutOut.clear();
        ends.clear();
        settled = null;
        return verified;
    }

    /// Each device's word for the most, which covers its others through the chain.
    private static List<SignedHead> newest(List<SignedHead> heads) {
        var newest = new LinkedHashMap<DeviceId, SignedHead>();
        for (var head : heads) {
            newest.merge(
                    head.device(), head, (one, other) -> one.seq() > other.seq() ? one : other);
        }
        return List.copyOf(newest.values());
    }

    private boolean isSigned(SignedHead head) {
        return control.device(head.device())
                .filter(device -> head.isSignedBy(device.sign()))
                .isPresent();
    }

    private long reached(DeviceId device) {
        return reached.getOrDefault(device, 0L);
    }

    /// Remembers the place if everything before is vouched for by heads.
    private void settleIfCovered() {
        if (waiting.isEmpty()) {
            settle();
        }
    }

    /// A head stands for what came before it in its device's chain: its entry came with the rest, or it is here, and then what came has to be
    /// what is here.
    private void cover(SignedHead head) {
        var device = head.device();
        long last = waiting.getOrDefault(device, 0L);
        if (head.seq() >= last && (hashes.containsKey(head.entry()) || isHere(device, last))) {
            waiting.remove(device);
        }
    }

    private boolean isHere(DeviceId device, long seq) {
        if (seq == 0) {
            return true;
        }
        var entry = new EntryId(device, seq);
        return knownHash.apply(entry).equals(Optional.ofNullable(hashes.get(entry)));
    }

    /// Remembers the place: everything before is vouched for.
    private void settle() {
        waiting.clear();
        settled = new Settled(held.size(), heads.size(), at);
    }

    private record Settled(int entries, int heads, Cursor at) {}

    private @Nullable String take(PulledPage.Read record) {
        var chain = AccountChain.next(at.hash(), record.position(), record.hash());
        at = new Cursor(at.epoch(), record.position(), chain);
        trail.add(at);
        var wrong =
                switch (record) {
                    case PulledPage.Read.Entry(_, var hash, var entry, boolean whole) ->
                            whole ? entry(entry, hash) : NOT_WHOLE;
                    case PulledPage.Read.Head(_, _, var head) -> head(head);
                };
        return wrong == null ? asBefore() : wrong;
    }

    /// What is read again is vouched for where its chain is the one that was.
    private @Nullable String asBefore() {
        var due = vouched.peek();
        if (due == null || at.position() < due.position()) {
            return null;
        }
        if (at.position() > due.position() || !at.hash().equals(due.hash())) {
            return NOT_AS_BEFORE;
        }
        vouched.remove();
        settle();
        return null;
    }

    private @Nullable String entry(SealedEntry entry, Bytes hash) {
        if (!entry.header().account().equals(control.account())) {
            return NOT_WHOLE;
        }
        var device = entry.id().device();
        var author = control.device(device);
        if (author.isEmpty()) {
            return "an entry of a device that the account does not know";
        }
        if (author.get().isShutOut(entry.id().seq())) {
            shutOut.add(entry.id());
            settleIfCovered();
            return null;
        }
        Optional<Bytes> previous =
                entry.id().seq() == 1
                        ? Optional.of(new Bytes(new byte[AccountChain.HASH_BYTES]))
                        : hash(new EntryId(device, entry.id().seq() - 1));
        if (previous.isEmpty()
                || !Arrays.equals(previous.get().array(), entry.header().previousHash())) {
            return "an entry that does not follow its device's chain";
        }
        boolean isOther =
                author.get()
                        .lastEntry()
                        .filter(last -> last.seq() == entry.id().seq())
                        .filter(last -> !last.hash().equals(hash))
                        .isPresent();
        if (isOther) {
            return "another entry than the last one of a removed device";
        }
        if (entry.id().seq() <= reached(device) && !hash(entry.id()).equals(Optional.of(hash))) {
            return "another entry in the place of one";
        }
        held.add(entry);
        hashes.put(entry.id(), hash);
        reached.merge(device, entry.id().seq(), Math::max);
        waiting.merge(device, entry.id().seq(), Math::max);
        return null;
    }

    private Optional<Bytes> hash(EntryId entry) {
        var here = hashes.get(entry);
        return here == null ? knownHash.apply(entry) : Optional.of(here);
    }

    private @Nullable String head(SignedHead head) {
        var device = control.device(head.device());
        if (device.isEmpty() || !head.account().equals(control.account())) {
            return "a head of a device that the account does not know";
        }
        if (device.get().isShutOut(head.seq())) {
            settleIfCovered();
            return null;
        }
        if (keepsNothing && head.seq() < reached(head.device())) {
            // It vouches for less than is needed, and its entry was not kept; it comes again.
            return null;
        }
        var hash = hash(head.entry());
        if (hash.isEmpty() || !hash.get().equals(head.hash())) {
            return "a head of another chain";
        }
        cover(head);
        heads.add(head);
        settleIfCovered();
        return null;
    }
}
