package org.odradek.sync.server.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.log.BusyException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// `GET /v1/wake`: lets a proven device open its wake channel, by WebSocket's opening handshake (RFC 6455, section 4.2).
final class WakeRoute {
    static final String PATH = "/v1/wake";
    private static final String ACCEPTED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int NONCE_BYTES = 16;
    private static final long BUSY_MS = 10_000;

    private final Door door;
    private final WakeChannels channels;
    private final Lines lines;
    private final Duration idle;
    private final Busy busy;

    /// @param idle a channel on which nothing moves for so long is dead
    WakeRoute(Door door, WakeChannels channels, Lines lines, Duration idle, Busy busy) {
        this.busy = busy;
        this.lines = lines;
        this.door = door;
        this.channels = channels;
        this.idle = idle;
    }

    /// What came of asking.
    sealed interface Handshake {
        /// Answered, and the connection is now the channel's.
        record Done() implements Handshake {}

        record Refused(Refusal refusal) implements Handshake {}
    }

    Handshake answer(Request request, Response response, Callback callback) {
        var key = Optional.ofNullable(request.getHeaders().get(HttpHeader.SEC_WEBSOCKET_KEY));
        if (!isUpgrade(request) || key.filter(WakeRoute::isNonce).isEmpty()) {
            return new Handshake.Refused(new Refusal.Malformed("not an upgrade to WebSocket 13"));
        }
        try {
            return switch (admit(request)) {
                case Door.Entry.Refused(var refusal) -> new Handshake.Refused(refusal);
                case Door.Entry.Admitted(var device, _) -> {
                    upgrade(device, key.get(), request, response, callback);
                    yield new Handshake.Done();
                }
            };
        } catch (BusyException e) {
            return new Handshake.Refused(busy.because(e, BUSY_MS));
        }
    }

    private Door.Entry admit(Request request) {
        var authorization =
                Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)).orElse("");
        var entry = door.admit(authorization);
        return entry instanceof Door.Entry.Admitted(var device, _) && !channels.hasRoomFor(device)
                ? new Door.Entry.Refused(new Refusal.TooMany(BUSY_MS))
                : entry;
    }

    private static boolean isUpgrade(Request request) {
        var headers = request.getHeaders();
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && headers.contains(HttpHeader.UPGRADE, "websocket")
                && headers.contains(HttpHeader.CONNECTION, "upgrade")
                && headers.contains(HttpHeader.SEC_WEBSOCKET_VERSION, "13");
    }

    private static boolean isNonce(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == NONCE_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void upgrade(
            Caller.Device device,
            String key,
            Request request,
            Response response,
            Callback callback) {
        var connection = request.getConnectionMetaData().getConnection();
        var endPoint = connection.getEndPoint();
        endPoint.setIdleTimeout(idle.toMillis());
        var executor = request.getConnectionMetaData().getConnector().getExecutor();
        var channel = new WakeChannel(endPoint, executor, channels, device);
        channel.addEventListener(lines);
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, channel);
        response.setStatus(101);
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
        response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_ACCEPT, accept(key.strip()));
        response.write(true, null, callback);
    }

    private static String accept(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var digest = sha1.digest((key + ACCEPTED).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
