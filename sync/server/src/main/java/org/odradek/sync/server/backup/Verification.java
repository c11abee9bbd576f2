package org.odradek.sync.server.backup;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads.DeviceHead;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.LogStatus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks at everything that can be proven of an account without a key: its control log from the root, its credentials' signature, its
/// chain and each device's, the digests of every sealed part, signed heads, cursors, and that every chunk of a clone is held. Used by
/// one thread, while nobody writes.
final class Verification {
    private static final int ACCOUNTS_AT_ONCE = 100;

    private final AccountLog log;
    private final BlobStore blobs;
    private int accounts;
    private long controlRecords;
    private long entries;
    private long heads;
    private long clones;

    Verification(AccountLog log, BlobStore blobs) {
        this.log = log;
        this.blobs = blobs;
    }

    /// Something does not hold.
    static final class FoundException extends Exception {
        FoundException(AccountId account, String what) {
            super("The account " + account + " does not verify: " + what + ".");
        }
    }

    /// What was seen, as one line.
    String seen() {
        return accounts
                + " accounts, "
                + controlRecords
                + " control records, "
                + entries
                + " entries, "
                + heads
                + " signed heads, "
                + clones
                + " clones";
    }

    void all() throws FoundException {
        AccountId last = null;
        List<AccountId> some;
        do {
            some = log.accounts(last, ACCOUNTS_AT_ONCE);
            for (var account : some) {
                one(account);
                last = account;
            }
        } while (!some.isEmpty());
    }

    private void one(AccountId account) throws FoundException {
        accounts++;
        var status =
                log.status(account)
                        .orElseThrow(() -> new FoundException(account, "it has no state"));
        var control = control(account, status);
        credentials(account, control);
        log(account, status, control);
        for (var connection : log.connections(account)) {
            holds(
                    control.device(connection.device()).isPresent(),
                    account,
                    "a connection of a device that is not enrolled");
            holds(
                    connection.acknowledged() <= status.head().position(),
                    account,
                    "a cursor beyond the log");
        }
        for (var held : log.clones(account, 0)) {
            clones++;
            int missing =
                    held.offer().blobs().size() - blobs.held(account, held.offer().blobs()).size();
            holds(missing == 0, account, missing + " chunks of a clone are missing");
        }
    }

    private ControlLog control(AccountId account, LogStatus status) throws FoundException {
        var records = log.control(account, 0);
        controlRecords += records.size();
        return switch (ControlLog.verify(account, records)) {
            case Verdict.Verified(var control) -> {
                holds(
                        control.position() == status.controlPosition()
                                && control.hash().equals(status.controlHash()),
                        account,
                        "its control log does not end where it should");
                yield control;
            }
            case Verdict.Rejected(long position, var reason) ->
                    throw new FoundException(
                            account, "control record " + position + " is " + reason);
            case Verdict.Newer newer ->
                    throw new FoundException(
                            account,
                            "control record " + newer.position() + " is of a newer version");
        };
    }

    private void credentials(AccountId account, ControlLog control) throws FoundException {
        var credentials =
                log.credentials(account)
                        .orElseThrow(() -> new FoundException(account, "it has no credentials"));
        holds(
                credentials.account().equals(account)
                        && credentials.isSignedBy(control.root().sign()),
                account,
                "its credentials are not signed by its root");
        holds(
                log.accountOf(credentials.user()).filter(account::equals).isPresent(),
                account,
                "its name leads elsewhere");
    }

    /// Where each device's own chain stands while the log is followed.
    private record Own(long seq, Bytes hash) {}

    private void log(AccountId account, LogStatus status, ControlLog control)
            throws FoundException {
        var begin = log.cursors(account, List.of(status.trimmed()));
        holds(begin.size() == 1, account, "its log has no beginning");
        var cursor = begin.getFirst();
        var own = new HashMap<DeviceId, Own>();
        var hashes = new HashMap<EntryId, Bytes>();
        while (cursor.position() < status.head().position()) {
            if (!(log.read(account, Pull.after(cursor)) instanceof PullAnswer.Page page)
                    || page.records().isEmpty()) {
                throw new FoundException(account, "its log ends at " + cursor.position());
            }
            cursor = page(account, control, status.trimmed() > 0, page, cursor, own, hashes);
        }
        holds(
                cursor.hash().equals(status.head().hash()),
                account,
                "its chain does not end where it should");
        ends(account, own);
    }

    private Cursor page(
            AccountId account,
            ControlLog control,
            boolean isTrimmed,
            PullAnswer.Page page,
            Cursor after,
            Map<DeviceId, Own> own,
            Map<EntryId, Bytes> hashes)
            throws FoundException {
        var hash = after.hash();
        long position = after.position();
        for (var record : page.records()) {
            holds(record.position() > position, account, "its positions do not rise");
            position = record.position();
            try {
                hash = AccountChain.next(hash, record);
                switch (record) {
                    case LogRecord.Entry(_, var sealed) ->
                            entry(account, control, isTrimmed, sealed, own, hashes);
                    case LogRecord.Head(_, var head) ->
                            head(account, control, isTrimmed, head, hashes);
                }
            } catch (MalformedCborException | NewerFormatException e) {
                throw new FoundException(account, "the record at " + position + " cannot be read");
            }
        }
        holds(
                page.next().position() == position && page.next().hash().equals(hash),
                account,
                "its chain breaks before " + page.next().position());
        return page.next();
    }

    private void entry(
            AccountId account,
            ControlLog control,
            boolean isTrimmed,
            Bytes sealed,
            Map<DeviceId, Own> own,
            Map<EntryId, Bytes> hashes)
            throws FoundException {
        entries++;
        var entry = SealedEntry.decode(sealed.array());
        var id = entry.id();
        holds(
                entry.header().account().equals(account),
                account,
                "the entry " + id + " is another's");
        holds(
                control.device(id.device()).isPresent(),
                account,
                "the entry " + id + " is a stranger's");
        holds(entry.isWhole(), account, "the entry " + id + " is not whole");
        var before = own.get(id.device());
        if (before == null && !isTrimmed) {
            before = new Own(0, AccountChain.START);
        }
        holds(
                before == null
                        || id.seq() == before.seq() + 1
                                && new Bytes(entry.header().previousHash()).equals(before.hash()),
                account,
                "the entry " + id + " does not follow its device's last");
        var hash = new Bytes(entry.header().hash());
        own.put(id.device(), new Own(id.seq(), hash));
        hashes.put(id, hash);
    }

    private void head(
            AccountId account,
            ControlLog control,
            boolean isTrimmed,
            SignedHead head,
            Map<EntryId, Bytes> hashes)
            throws FoundException {
        heads++;
        holds(
                head.account().equals(account)
                        && control.device(head.device())
                                .map(EnrolledDevice::sign)
                                .filter(head::isSignedBy)
                                .isPresent(),
                account,
                "the head " + head.entry() + " is not signed by its device");
        var known = hashes.get(head.entry());
        holds(
                known == null ? isTrimmed : known.equals(head.hash()),
                account,
                "the head " + head.entry() + " is of another entry");
    }

    private void ends(AccountId account, Map<DeviceId, Own> own) throws FoundException {
        for (DeviceHead head : log.heads(account)) {
            var last = own.get(head.device());
            holds(
                    last == null || last.seq() == head.seq() && last.hash().equals(head.hash()),
                    account,
                    "the log of device " + head.device() + " does not end where it should");
        }
    }

    private static void holds(boolean isSo, AccountId account, String otherwise)
            throws FoundException {
        if (!isSo) {
            throw new FoundException(account, otherwise);
        }
    }
}
