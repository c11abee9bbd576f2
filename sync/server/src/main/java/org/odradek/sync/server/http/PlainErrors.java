package org.odradek.sync.server.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Wire;

import java.nio.ByteBuffer;

/// What Jetty itself turns down, such as a broken request line: with our error record in place of a page.
final class PlainErrors implements Request.Handler {
    private static final long BUSY_MS = 1_000;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Refusal refusal =
                switch (response.getStatus()) {
                    case 404 -> new Refusal.NotFound();
                    // Also what Jetty calls 501 and 505, which is the sender's fault, not the
                    // server's.
                    case 500 -> new Refusal.Fault(BUSY_MS);
                    case 503 -> new Refusal.Busy(BUSY_MS);
                    default -> new Refusal.Malformed("not a request");
                };
        response.setStatus(Statuses.of(refusal));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Wire.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(Wire.encode(refusal)), callback);
        return true;
    }
}
