package org.odradek.sync.client.transport;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Carries requests to one server. Thread-safe; a request blocks its thread for a bounded time.
public interface Transport extends AutoCloseable {
    Raw send(Request request);

    /// A request whose answer is wanted later: sent at once where that can be done beside other work, else when the answer is asked for.
    ///
    /// @param read makes of the answer what is wanted, on a thread of the transport's or the asking one; it does not throw
    default <T> Supplier<T> begin(Request request, Function<Raw, T> read) {
        return () -> read.apply(send(request));
    }

    /// Opens the wake channel. Frames come on a thread of the transport's, `closed` once, when the channel has ended for whatever
    /// reason; opening never blocks and never throws.
    AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed);

    /// The certificate because of which the server is not spoken to: nobody vouches for it. Empty when there is none, or none any more.
    default Optional<CertificateFingerprint> refusedCertificate() {
        return Optional.empty();
    }

    /// Gives up all lines that were opened so far, which may be dead without anybody having said so: requests under way end as silent
    /// ones. What is sent next opens new ones.
    default void renew() {}

    @Override
    void close();

    /// @param path  from the root, with its query
    /// @param token null where none is due
    /// @param body  null for a request without one
    record Request(String method, String path, @Nullable Token token, byte @Nullable [] body) {}

    /// What came back, unread.
    sealed interface Raw {
        record Arrived(int status, byte[] body) implements Raw {}

        /// Nothing came back; the request may or may not have been done.
        record Silent(String why) implements Raw {}
    }
}
