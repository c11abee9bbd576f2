package org.odradek.sync.client.account;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;

import java.util.List;

/// Control records that a server lost and is given back.
final class LostRecords {
    private LostRecords() {}

    /// Appends them in their order, as many at once as a server takes; answers what it said to the last ones, or to the first that it did
    /// not take.
    static Reply<ControlAnswer> giveBack(ServerApi server, AccountId account, List<Bytes> records) {
        int done = 0;
        while (true) {
            int end = Math.min(records.size(), done + ControlAppend.RECORDS_MAX);
            var reply =
                    server.giveBackControl(new ControlAppend(account, records.subList(done, end)));
            boolean isTaken =
                    reply instanceof Reply.Answered<ControlAnswer>(ControlAnswer.Appended _);
            if (!isTaken || end == records.size()) {
                return reply;
            }
            done = end;
        }
    }
}
