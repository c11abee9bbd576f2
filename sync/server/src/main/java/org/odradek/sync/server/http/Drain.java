package org.odradek.sync.server.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/// Waits for requests under way when the server goes down. What comes over lines that are open already is answered like any other, each
/// as the last of its line, and not turned away: that ends by itself, since no more lines are taken.
final class Drain extends GracefulHandler {
    private final Api api;

    Drain(Api api) {
        super(api);
        this.api = api;
    }

    @Override
    protected void handleShutdownRejection(Request request, Response response, Callback callback) {
        api.handle(request, response, callback);
    }
}
