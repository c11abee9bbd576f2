package org.odradek.sync.server.log.table;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an append comes to: computed whole from where the account's log stands, before anything is written.
public sealed interface AppendPlan {
    /// Nothing is to be written.
    record Answered(AppendAnswer answer) implements AppendPlan {}

    /// All of this is to be written, or nothing.
    ///
    /// @param before what the plan rests on
    /// @param devices with their new heads
    record Write(
            AccountRow before,
            AccountRow after,
            List<RecordRow> records,
            List<EntryRun> entries,
            List<NewHead> heads,
            List<DeviceTip> devices,
            PushAnswer.Appended answer)
            implements AppendPlan {}

    /// An entry of the plan; those that follow each other share a row, see [EntryRun].
    record NewEntry(long place, long position, Bytes hash) {
        /// Whether it follows another one of its device, and nothing stands between them.
        boolean isRightBehind(NewEntry other) {
            return place == other.place + 1 && position == other.position + 1;
        }
    }

    /// A row of `head`: the signed head of an entry that came before it.
    record NewHead(long place, long position) {}

    /// An entry that the log holds or held.
    ///
    /// @param isHeaded whether its signed head came with it
    record Known(long position, Bytes hash, boolean isHeaded) {}

    /// What is there already, by the places of [Keys].
    interface Past {
        /// Throws IllegalArgumentException for an unknown device.
        DeviceTip device(DeviceId device);

        /// An entry that its device's row says is there.
        Optional<Known> entry(long place) throws SQLException;

        /// Whether the signed head of an entry came after it.
        boolean holdsHead(long place) throws SQLException;
    }

    /// @param bytesMax what the account may hold in its log
    static AppendPlan of(
            AccountRow account,
            Past past,
            List<IncomingEntry> entries,
            List<SignedHead> heads,
            long bytesMax)
            throws SQLException {
        return new Planning(account, past).plan(entries, heads, bytesMax);
    }

    /// A plan in the making.
    final class Planning {
        private final AccountRow before;
        private final Past past;
        private final Map<DeviceId, DeviceTip> devices = new LinkedHashMap<>();
        private final Map<Long, Known> known = new HashMap<>();
        private final List<RecordRow.New> newRecords = new ArrayList<>();
        private final Map<Long, NewEntry> newEntries = new LinkedHashMap<>();
        private final Set<Long> newHeaded = new HashSet<>();
        private final Map<Long, NewHead> newHeads = new LinkedHashMap<>();
        private AccountRow account;

        private Planning(AccountRow account, Past past) {
            this.before = account;
            this.account = account;
            this.past = past;
        }

        private AppendPlan plan(List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax)
                throws SQLException {
            long freshBytes = 0;
            var positions = new ArrayList<Long>(entries.size());
            for (var entry : entries) {
                var device = device(entry.id());
                var wrong = wrong(entry, device);
                if (wrong != null) {
                    return new Answered(new AppendAnswer.Answered(wrong));
                }
                if (entry.id().seq() > device.seq()) {
                    positions.add(add(entry, device));
                    freshBytes += entry.sealed().size();
                } else {
                    positions.add(known(entry.id()).position());
                }
            }
            for (var head : heads) {
                if (head.seq() > device(head.entry()).seq()
                        || !known(head.entry()).hash().equals(head.hash())) {
                    return new Answered(new AppendAnswer.WrongHead(head.entry()));
                }
            }
            if (freshBytes > 0 && before.heldBytes() + freshBytes > bytesMax) {
                return new Answered(new AppendAnswer.Full(bytesMax));
            }
            for (var head : heads) {
                add(head);
            }
            var answer = new PushAnswer.Appended(positions, account.cursor());
            return newRecords.isEmpty()
                    ? new Answered(new AppendAnswer.Answered(answer))
                    : new Write(
                            before,
                            account,
                            RecordRow.of(account.no(), newRecords),
                            EntryRun.of(List.copyOf(newEntries.values()), newHeaded),
                            List.copyOf(newHeads.values()),
                            List.copyOf(devices.values()),
                            answer);
        }

        private @Nullable PushAnswer wrong(IncomingEntry entry, DeviceTip device)
                throws SQLException {
            var id = entry.id();
            if (id.seq() <= device.seq()) {
                var there = known(id).hash();
                return there.equals(entry.hash()) ? null : new PushAnswer.Diverged(id, there);
            }
            if (id.seq() > device.seq() + 1) {
                return new PushAnswer.Missing(id.device(), device.seq() + 1);
            }
            return entry.previousHash().equals(device.hash())
                    ? null
                    : new PushAnswer.Diverged(id, device.hash());
        }

        private long add(IncomingEntry entry, DeviceTip device) {
            long seq = entry.id().seq();
            long position = add(RecordRow.ENTRY, entry.hash(), entry.sealed());
            long place = Keys.place(device.no(), seq);
            newEntries.put(place, new NewEntry(place, position, entry.hash()));
            devices.put(device.device(), device.withHead(seq, entry.hash()));
            return position;
        }

        private void add(SignedHead head) throws SQLException {
            long place = place(head.entry());
            if (newEntries.containsKey(place)) {
                if (newHeaded.add(place)) {
                    add(RecordRow.HEAD, AccountChain.recordHash(head), head.encode());
                }
            } else if (!newHeads.containsKey(place)
                    && !known(head.entry()).isHeaded()
                    && !past.holdsHead(place)) {
                long position = add(RecordRow.HEAD, AccountChain.recordHash(head), head.encode());
                newHeads.put(place, new NewHead(place, position));
            }
        }

        private long add(int kind, Bytes recordHash, Bytes body) {
            long position = account.nextPosition();
            var chain = AccountChain.next(account.chain(), position, recordHash);
            account = account.appended(position, chain, body.size());
            newRecords.add(
                    new RecordRow.New(
                            position, kind, chain, account.records(), account.recordBytes(), body));
            return position;
        }

        private DeviceTip device(EntryId entry) {
            var device = devices.get(entry.device());
            if (device == null) {
                device = past.device(entry.device());
                devices.put(entry.device(), device);
            }
            return device;
        }

        private Known known(EntryId entry) throws SQLException {
            long place = place(entry);
            var added = newEntries.get(place);
            if (added != null) {
                return new Known(added.position(), added.hash(), false);
            }
            var there = known.get(place);
            if (there == null) {
                there = past.entry(place).orElseThrow();
                known.put(place, there);
            }
            return there;
        }

        private long place(EntryId entry) {
            return Keys.place(device(entry).no(), entry.seq());
        }
    }
}
