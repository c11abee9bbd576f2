package org.odradek.sync.server.load;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

import java.nio.ByteBuffer;
import java.time.Duration;

/// Jetty as its manual sets it up, with sockets that greet and then wait: what a wake channel costs at least with this library.
final class BareSockets {
    private BareSockets() {}

    public static void main(String... arguments) throws Exception {
        var jetty = new Server();
        var connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(
                WebSocketUpgradeHandler.from(
                        jetty,
                        container -> {
                            container.setIdleTimeout(Duration.ofMinutes(2));
                            container.addMapping("/v1/wake", (_, _, _) -> new Greeter());
                        }));
        jetty.start();
        System.out.println("listens at http://127.0.0.1:" + connector.getLocalPort());
        jetty.join();
    }

    /// Sends one small frame, as a wake channel does.
    public static final class Greeter extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            session.sendBinary(ByteBuffer.wrap(new byte[40]), Callback.NOOP);
        }
    }
}
