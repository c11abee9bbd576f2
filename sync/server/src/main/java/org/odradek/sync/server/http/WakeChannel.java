package org.odradek.sync.server.http;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.account.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/// One device's wake channel, as a connection of Jetty's that took the place of the request's. It holds one frame of each kind that is
/// still to be sent, the newest, so that a slow reader costs nothing however much moves meanwhile. Thread-safe.
final class WakeChannel extends AbstractConnection.NonBlocking implements Connection.UpgradeTo {
    private static final Logger LOG = LoggerFactory.getLogger(WakeChannel.class);

    private static final int EARLY_BYTES_MAX = 16 << 10;

    /// Shared by a thread's channels: what is read is gone before the next one reads.
    private static final ThreadLocal<ByteBuffer> READING =
            ThreadLocal.withInitial(
                    () -> ByteBuffer.allocate(EARLY_BYTES_MAX + WakeFrames.FRAME_BYTES_MAX));

    private static final byte[] NOTHING = new byte[0];

    private final WakeChannels channels;
    private final Caller.Device device;
    private byte[] begun = NOTHING;
    private byte @Nullable [] wake;
    private byte @Nullable [] pong;
    private byte @Nullable [] close;
    private boolean isSending;
    private boolean isClosing;

    /// Whether its first frame was handed to it; the channels' business.
    private boolean isGreeted;

    WakeChannel(EndPoint endPoint, Executor executor, WakeChannels channels, Caller.Device device) {
        super(endPoint, executor);
        this.channels = channels;
        this.device = device;
    }

    Caller.Device device() {
        return device;
    }

    boolean isGreeted() {
        return isGreeted;
    }

    void greeted() {
        isGreeted = true;
    }

    /// What the device sent before it had seen the answer; bounded by what Jetty reads of a request at once.
    @Override
    public void onUpgradeTo(@Nullable ByteBuffer early) {
        if (early != null && early.hasRemaining()) {
            begun = new byte[Math.min(early.remaining(), EARLY_BYTES_MAX)];
            early.get(begun);
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        channels.opened(this);
        onFillable();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        channels.closed(this);
    }

    /// Called by one thread at a time.
    @Override
    public void onFillable() {
        var buffer = READING.get();
        try {
            while (true) {
                // Jetty's buffers hold their content between position and limit, and are filled
                // behind it.
                buffer.clear().put(begun).flip();
                int filled = getEndPoint().fill(buffer);
                if (filled < 0) {
                    getEndPoint().close();
                    return;
                }
                take(buffer);
                if (filled == 0) {
                    fillInterested();
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("a wake channel failed", e);
            getEndPoint().close(e);
        }
    }

    private void take(ByteBuffer buffer) {
        begun = NOTHING;
        for (var frame : WakeFrames.read(buffer)) {
            switch (frame) {
                case WakeFrames.Frame.Ping(var payload) -> answer(payload);
                case WakeFrames.Frame.Passed() -> {}
                case WakeFrames.Frame.Close() -> close(WakeFrames.NORMAL);
                case WakeFrames.Frame.Wrong(int code) -> close(code);
            }
        }
        synchronized (this) {
            if (!isClosing && buffer.hasRemaining()) {
                begun = new byte[buffer.remaining()];
                buffer.get(begun);
            }
        }
    }

    private void answer(byte[] ping) {
        synchronized (this) {
            pong = WakeFrames.pong(ping);
        }
        send();
    }

    /// Sends this frame, or a newer one.
    void wake(byte[] frame) {
        synchronized (this) {
            wake = frame;
        }
        send();
    }

    /// Says why, then ends the connection.
    void close(int code) {
        synchronized (this) {
            if (!isClosing) {
                isClosing = true;
                close = WakeFrames.close(code);
            }
        }
        send();
    }

    private void send() {
        byte[] next;
        boolean isLast;
        synchronized (this) {
            if (isSending) {
                return;
            }
            isLast = close != null && pong == null && wake == null;
            next = next();
            if (next == null) {
                return;
            }
            isSending = true;
        }
        getEndPoint()
                .write(
                        Callback.from(
                                Invocable.InvocationType.NON_BLOCKING,
                                () -> sent(isLast),
                                this::failed),
                        ByteBuffer.wrap(next));
    }

    private byte @Nullable [] next() {
        byte[] next;
        if (pong != null) {
            next = pong;
            pong = null;
        } else if (wake != null) {
            next = wake;
            wake = null;
        } else {
            next = close;
            close = null;
        }
        return next;
    }

    private void sent(boolean isLast) {
        synchronized (this) {
            isSending = false;
        }
        if (isLast) {
            getEndPoint().close();
        } else {
            send();
        }
    }

    /// A line that went dead is a device's everyday life, and its channel's end follows.
    private void failed(Throwable cause) {
        LOG.debug("a wake channel failed", cause);
        getEndPoint().close(cause);
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        getEndPoint().close();
        return false;
    }
}
