package org.odradek.sync.server.http;

import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.server.account.Caller;

import java.util.function.Supplier;

/// Where a task is answered: a method and a path, or the beginning of one that ends with a slash. Who may call differs by kind.
sealed interface Route {
    /// Bodies of those who have not proven themselves yet are kept small.
    int OPEN_BODY_BYTES_MAX = 64 << 10;

    String method();

    String path();

    int bodyBytesMax();

    /// For everybody.
    record Open(String method, String path, int bodyBytesMax, OpenEndpoint endpoint)
            implements Route {}

    /// Answers anybody.
    interface OpenEndpoint {
        Answer answer(Call call);
    }

    /// For whoever watches over the server: answered out of turn, since it costs next to nothing and matters most when there is most to
    /// do.
    record Watch(String path, Supplier<Answer> endpoint) implements Route {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public int bodyBytesMax() {
            return 0;
        }
    }

    /// For somebody who has logged in, and for devices.
    record Entered(String method, String path, int bodyBytesMax, EnteredEndpoint endpoint)
            implements Route {}

    /// Answers them.
    interface EnteredEndpoint {
        Answer answer(Caller caller, Call call);
    }

    /// For devices that the control log knows and has not revoked.
    record Proven(String method, String path, int bodyBytesMax, ProvenEndpoint endpoint)
            implements Route {}

    /// Answers them.
    interface ProvenEndpoint {
        Answer answer(Caller.Device device, ControlLog control, Call call);
    }

    default boolean fits(String calledMethod, String calledPath) {
        return method().equals(calledMethod)
                && (path().endsWith("/")
                        ? calledPath.startsWith(path())
                        : calledPath.equals(path()));
    }
}
