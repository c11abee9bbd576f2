package org.odradek.sync.simulation.server;

import org.odradek.sync.client.transport.Transport.Raw;
import org.odradek.sync.client.transport.Transport.Request;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.server.Engine;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.ServerCore;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.wake.WakeBus;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/// One node while it runs: what it keeps in memory is gone with it, what it shares with others stays.
final class Node {
    private final Lifeline lifeline = new Lifeline();
    private final Set<Runnable> channelEnds = new LinkedHashSet<>();
    private final ServerCore core;

    Node(AccountLog log, BlobStore blobs, WakeBus wakes, ServerConfiguration configuration) {
        this.core =
                ServerCore.over(
                        new Engine(
                                lifeline.over(AccountLog.class, log),
                                lifeline.over(BlobStore.class, blobs),
                                wakes),
                        configuration);
    }

    Lifeline lifeline() {
        return lifeline;
    }

    void sweep() {
        core.sweep();
    }

    Raw.Arrived answer(Request request) {
        var path = request.path();
        int query = path.indexOf('?');
        var token = request.token();
        var body = request.body();
        var answer =
                core.reception()
                        .answer(
                                request.method(),
                                query < 0 ? path : path.substring(0, query),
                                query < 0 ? "" : path.substring(query + 1),
                                token == null ? "" : "Bearer " + token.value(),
                                body == null ? new byte[0] : body);
        return new Raw.Arrived(answer.status(), answer.content());
    }

    /// @param ended called when the node goes down
    WakeBus.Subscription listen(Token token, Consumer<Wake> woken, Runnable ended) {
        channelEnds.add(ended);
        var listening = core.reception().listen("Bearer " + token.value(), woken).orElse(() -> {});
        return () -> {
            channelEnds.remove(ended);
            listening.close();
        };
    }

    /// Ends in order.
    void stop() {
        core.close();
        hangUp();
    }

    /// Whoever listens notices that nobody is there any more.
    void hangUp() {
        channelEnds.forEach(Runnable::run);
        channelEnds.clear();
    }
}
