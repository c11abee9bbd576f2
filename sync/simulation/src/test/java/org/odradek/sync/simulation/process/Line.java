package org.odradek.sync.simulation.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One device's way to the server, on loopback: what it carries can be broken off, shut out or held up. Thread-safe.
final class Line implements AutoCloseable {
    private static final int PIECE_BYTES = 8 << 10;

    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;
    private volatile int to;

    /// What becomes of what comes.
    enum State {
        OPEN,
        /// Whoever connects is turned away at once.
        CUT,
        /// Nothing moves, as if the other side were not there, and nobody is told.
        HELD
    }

    /// @param to the server's port
    Line(int to) throws IOException {
        this.to = to;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /// The server is at another port now.
    void to(int port) {
        to = port;
    }

    /// Breaks every connection; new ones are carried.
    void breakOff() {
        sockets.forEach(Line::reset);
    }

    void enter(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == State.CUT) {
            breakOff();
        }
    }

    private State whenNotHeld() throws InterruptedException {
        lock.lock();
        try {
            while (state == State.HELD) {
                changed.await();
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                var near = listening.accept();
                Thread.ofVirtual().start(() -> connect(near));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket near) {
        try {
            if (whenNotHeld() == State.CUT) {
                reset(near);
                return;
            }
            var far = new Socket(InetAddress.getLoopbackAddress(), to);
            sockets.add(near);
            sockets.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> carry(near, far));
            Thread.ofVirtual().start(() -> carry(far, near));
        } catch (IOException | InterruptedException e) {
            // Nobody listens there: a server that is down.
            reset(near);
        }
    }

    /// Until either side ends; then both do.
    private void carry(Socket from, Socket onto) {
        var piece = new byte[PIECE_BYTES];
        try (from;
                onto) {
            for (int read = from.getInputStream().read(piece);
                    read >= 0;
                    read = from.getInputStream().read(piece)) {
                whenNotHeld();
                onto.getOutputStream().write(piece, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // It was broken off, here or at an end.
        } finally {
            sockets.remove(from);
            sockets.remove(onto);
        }
    }

    /// As a line that fails, not one that is closed in order.
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It has ended already.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        enter(State.CUT);
    }
}
