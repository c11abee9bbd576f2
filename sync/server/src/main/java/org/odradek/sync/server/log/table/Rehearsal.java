package org.odradek.sync.server.log.table;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.PushAnswer;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// An append to an account that there is not, for its caller to take back: so that its statements are read and its code is loaded before
/// anybody waits for the first push.
public final class Rehearsal {
    private Rehearsal() {}

    /// Leaves rows that must not be committed.
    public static void append(Sql sql) throws SQLException {
        var hash = Cursor.START.hash();
        var nobody = new AccountId(new UUID(0, 0));
        var account = new AccountRow(0, nobody, 1, 0, hash, 1, 0, hash, 0, 0, 0, 0, hash);
        Records.write(
                sql,
                List.of(
                        new AppendPlan.Write(
                                account,
                                account,
                                List.of(
                                        new RecordRow(
                                                0,
                                                RecordRow.ENTRY,
                                                hash,
                                                1,
                                                0,
                                                new Bytes(new byte[1]))),
                                List.of(new EntryRun(0, 0, hash)),
                                List.of(),
                                List.of(),
                                new PushAnswer.Appended(List.of(), account.cursor()))));
    }
}
