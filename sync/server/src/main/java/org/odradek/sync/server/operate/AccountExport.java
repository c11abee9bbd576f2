package org.odradek.sync.server.operate;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.log.AccountLog;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Everything that the server keeps of one person, as a ZIP: `credentials.cbor`, `connections.cbor`, `control/N` (the control log's
/// records), `log` (the account's records, each as position, 8 bytes, length, 4 bytes, and the record in the wire's CBOR), and
/// `blobs/NAME`. All but names, sizes and times is sealed; only the person's devices can read it.
final class AccountExport {
    private AccountExport() {}

    static void write(AccountLog log, BlobStore blobs, AccountId account, Path to)
            throws IOException {
        var part = to.resolveSibling(to.getFileName() + ".part");
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        try (var zip =
                new ZipOutputStream(
                        Files.newOutputStream(
                                part,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING))) {
            var credentials = log.credentials(account);
            if (credentials.isPresent()) {
                add(zip, "credentials.cbor", Wire.encode(credentials.get()));
            }
            add(zip, "connections.cbor", Wire.encode(log.connections(account)));
            long number = 1;
            for (var record : log.control(account, 0)) {
                add(zip, String.format(Locale.ROOT, "control/%d", number++), record.array());
            }
            zip.putNextEntry(new ZipEntry("log"));
            records(log, account, new DataOutputStream(zip));
            zip.closeEntry();
            blobs.each(
                    account,
                    (name, content) -> addBlob(zip, "blobs/" + name.toHex(), content.array()));
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void addBlob(ZipOutputStream zip, String name, byte[] content) {
        try {
            add(zip, name, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void records(AccountLog log, AccountId account, DataOutputStream out)
            throws IOException {
        long trimmed = log.status(account).map(status -> status.trimmed()).orElse(0L);
        var cursor =
                log.cursors(account, List.of(trimmed)).stream().findFirst().orElse(Cursor.START);
        while (log.read(account, Pull.after(cursor)) instanceof PullAnswer.Page page
                && !page.records().isEmpty()) {
            for (LogRecord record : page.records()) {
                var encoded = Wire.encode(record);
                out.writeLong(record.position());
                out.writeInt(encoded.length);
                out.write(encoded);
            }
            cursor = page.next();
        }
        out.flush();
    }
}
