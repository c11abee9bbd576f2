package org.odradek.sync.server.http;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.wake.WakeBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One device's wake channel. Hints that come while a frame is on its way become one frame after it, so that a slow reader costs one
/// thread and one frame, however much moves meanwhile.
public final class WakeSocket extends Session.Listener.AbstractAutoDemanding {
    /// An application's close code (RFC 6455, section 7.4.2): the device was revoked.
    static final int REVOKED = 4003;

    private static final Logger LOG = LoggerFactory.getLogger(WakeSocket.class);

    private final Source source;
    private final AtomicBoolean isDue = new AtomicBoolean();
    private final AtomicBoolean isSending = new AtomicBoolean();
    private WakeBus.@Nullable Subscription subscription;

    /// Where frames come from.
    interface Source {
        /// The newest frame; empty when the device may listen no longer.
        Optional<Wake> newest();

        /// Called once when the channel opens; the subscription is closed with it.
        WakeBus.Subscription subscribe(Runnable listener);
    }

    WakeSocket(Source source) {
        this.source = source;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        super.onWebSocketOpen(session);
        subscription = source.subscribe(this::due);
        due();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        if (subscription != null) {
            subscription.close();
        }
        callback.succeed();
    }

    /// A line that went dead is a device's everyday life, and its channel's close follows.
    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("a wake channel failed", cause);
    }

    private void due() {
        isDue.set(true);
        if (isSending.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::send);
        }
    }

    private void send() {
        try {
            while (isDue.getAndSet(false) && getSession().isOpen()) {
                var wake = source.newest();
                if (wake.isEmpty()) {
                    getSession().close(REVOKED, "revoked", Callback.NOOP);
                    return;
                }
                var sent = new CompletableFuture<Void>();
                getSession()
                        .sendBinary(
                                ByteBuffer.wrap(Wire.encode(wake.get())),
                                Callback.from(
                                        () -> sent.complete(null), sent::completeExceptionally));
                sent.join();
            }
        } catch (CompletionException e) {
            LOG.debug("a wake frame was not sent; the device will poll", e);
        } catch (RuntimeException e) {
            LOG.error("fault at a wake socket", e);
        } finally {
            isSending.set(false);
        }
        if (isDue.get() && getSession().isOpen()) {
            due();
        }
    }
}
