package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.util.List;
import java.util.function.UnaryOperator;

/// Alters what a server hands out of the account's log, and keeps its chain consistent while doing so.
final class LyingServer {
    private UnaryOperator<List<LogRecord>> lie = UnaryOperator.identity();
    private boolean lied;

    /// Where the altered log ends, as a device sees it.
    private @Nullable Cursor end;

    void lieBy(UnaryOperator<List<LogRecord>> change) {
        lie = change;
    }

    boolean hasLied() {
        return lied;
    }

    /// What comes back of a request; for [TestTransport#of].
    Transport.Raw answer(Transport.Request request, Transport real) {
        var raw = real.send(request);
        return request.path().equals("/v1/pull")
                        && raw instanceof Transport.Raw.Arrived arrived
                        && arrived.status() == 200
                ? altered(request, arrived)
                : raw;
    }

    private Transport.Raw altered(Transport.Request request, Transport.Raw.Arrived arrived) {
        var after = Wire.decode(request.body(), Pull.class).after();
        if (after.equals(end)) {
            return answer(new PullAnswer.Page(List.of(), after, after.position(), 0));
        }
        if (!(Wire.decode(arrived.body(), PullAnswer.class) instanceof PullAnswer.Page page)) {
            return arrived;
        }
        var records = lie.apply(page.records());
        if (records.equals(page.records())) {
            return arrived;
        }
        lied = true;
        var at = after;
        for (var record : records) {
            at = new Cursor(at.epoch(), record.position(), AccountChain.next(at.hash(), record));
        }
        end = at;
        return answer(new PullAnswer.Page(records, at, page.head(), page.controlPosition()));
    }

    private static Transport.Raw answer(PullAnswer answer) {
        return new Transport.Raw.Arrived(200, Wire.encode(answer));
    }
}
