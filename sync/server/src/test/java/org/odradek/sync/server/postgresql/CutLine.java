package org.odradek.sync.server.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to a port of this machine that can be cut and mended.
public final class CutLine implements AutoCloseable {
    private final int to;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket listening;
    private Thread accepting;

    public CutLine(int to) throws IOException {
        this.to = to;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
        this.accepting = accepting(listening);
    }

    public int port() {
        return port;
    }

    /// Breaks every connection; new ones are refused.
    public void cut() throws IOException, InterruptedException {
        listening.close();
        accepting.join();
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    public void mend() throws IOException {
        listening = listen(port);
        accepting = accepting(listening);
    }

    private Thread accepting(ServerSocket server) {
        return Thread.ofPlatform().daemon().start(() -> accept(server));
    }

    private static ServerSocket listen(int at) throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        return server;
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Until either side is closed, by its owner or by a cut; then both are.
    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The line was cut.
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        cut();
    }
}
