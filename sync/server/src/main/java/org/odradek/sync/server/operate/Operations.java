package org.odradek.sync.server.operate;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.server.backup.Backups;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.operate.Operation.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// Does what an operator asks for. Thread-safe.
public final class Operations {
    private static final int ACCOUNTS_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final AccountLog log;
    private final BlobStore blobs;
    private final Path blobsFolder;

    public Operations(AccountLog log, BlobStore blobs, Path blobsFolder) {
        this.log = log;
        this.blobs = blobs;
        this.blobsFolder = blobsFolder;
    }

    public Outcome perform(Operation operation) {
        try {
            return switch (operation) {
                case Operation.Backup(var to) -> backup(Path.of(to));
                case Operation.ListAccounts() -> list();
                case Operation.ExportAccount(var user, var to) -> export(user, Path.of(to));
                case Operation.DeleteAccount(var user) -> delete(user);
            };
        } catch (FileAlreadyExistsException e) {
            return Outcome.refused("The file " + e.getMessage() + " is there already.");
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("an operator's wish came to nothing", e);
            return Outcome.refused("It came to nothing: " + e.getMessage() + ".");
        }
    }

    private Outcome backup(Path to) throws IOException {
        return switch (Backups.write(log, blobsFolder, to)) {
            case Backups.Writing.Written(int files, long bytes) ->
                    Outcome.done(
                            "Backed up " + files + " files, " + bytes + " bytes, to " + to + ".");
            case Backups.Writing.OwnTools() ->
                    Outcome.refused(
                            "With PostgreSQL its own tools make the backup: everything, chunks"
                                    + " included, is in the database.");
        };
    }

    private Outcome list() {
        var lines = new StringJoiner("\n");
        lines.add("account\tuser\tlog-bytes\tblob-bytes\tdevices\tlast-seen-ms");
        AccountId last = null;
        List<AccountId> some;
        do {
            some = log.accounts(last, ACCOUNTS_AT_ONCE);
            for (var account : some) {
                lines.add(line(account));
                last = account;
            }
        } while (!some.isEmpty());
        return Outcome.done(lines.toString());
    }

    private String line(AccountId account) {
        var connections = log.connections(account);
        long lastSeenMs = connections.stream().mapToLong(one -> one.lastSeenMs()).max().orElse(0);
        return String.join(
                "\t",
                account.toString(),
                log.credentials(account).map(one -> one.user().value()).orElse(""),
                Long.toString(log.status(account).map(status -> status.bytes()).orElse(0L)),
                Long.toString(blobs.heldBytes(account)),
                Integer.toString(connections.size()),
                Long.toString(lastSeenMs));
    }

    private Outcome export(String user, Path to) throws IOException {
        var account = named(user);
        if (account.isEmpty()) {
            return unknown(user);
        }
        AccountExport.write(log, blobs, account.get(), to);
        return Outcome.done("Exported the account of " + user + " to " + to + ".");
    }

    /// The log first: a device that comes meanwhile finds no account, rather than one without its files.
    private Outcome delete(String user) {
        var account = named(user);
        if (account.isEmpty() || !log.delete(account.get())) {
            return unknown(user);
        }
        blobs.dropAll(account.get());
        LOG.info("the operator has deleted the account {}", account.get());
        return Outcome.done("Deleted the account of " + user + ".");
    }

    private Optional<AccountId> named(String user) {
        try {
            return log.accountOf(new UserName(user));
        } catch (IllegalArgumentException e) {
            LOG.debug("no name of an account", e);
            return Optional.empty();
        }
    }

    private static Outcome unknown(String user) {
        return Outcome.refused("There is no account of " + user + ".");
    }
}
