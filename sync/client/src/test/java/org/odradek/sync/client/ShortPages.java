package org.odradek.sync.client;

import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;

/// A server that hands out the account's log in many pages, as it does a log of many megabytes.
final class ShortPages {
    static final int RECORDS_MAX = 50;

    private ShortPages() {}

    /// What comes back of a request; for [TestTransport#of].
    static Transport.Raw answer(Transport.Request request, Transport real) {
        var raw = real.send(request);
        return request.path().equals("/v1/pull")
                        && raw instanceof Transport.Raw.Arrived(int status, var body)
                        && status == 200
                        && Wire.decode(body, PullAnswer.class) instanceof PullAnswer.Page page
                        && page.records().size() > RECORDS_MAX
                ? shortened(Wire.decode(request.body(), Pull.class).after(), page)
                : raw;
    }

    private static Transport.Raw shortened(Cursor after, PullAnswer.Page page) {
        var records = page.records().subList(0, RECORDS_MAX);
        var at = after;
        for (var record : records) {
            at =
                    new Cursor(
                            page.next().epoch(),
                            record.position(),
                            AccountChain.next(at.hash(), record));
        }
        var fewer = new PullAnswer.Page(records, at, page.head(), page.controlPosition());
        return new Transport.Raw.Arrived(200, Wire.encode(fewer));
    }
}
