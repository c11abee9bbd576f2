package org.odradek.sync.simulation.network;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Transport.Raw;
import org.odradek.sync.client.transport.Transport.Request;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.server.Served;
import org.odradek.sync.simulation.server.SimulatedServer;
import org.odradek.sync.simulation.time.VirtualTime;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Carries requests between devices and a server, or loses, delays, doubles and reorders them, and cuts devices off. Everything that passes
/// goes by a tap.
public final class SimulatedNetwork {
    private static final Set<String> FOR_MEMBERS =
            Set.of("/v1/push", "/v1/pull", "/v1/acknowledge", "/v1/connections");

    private final VirtualTime time;
    private final RandomGenerator random;
    private final SimulatedServer server;
    private final LyingServer liar;
    private final Faults faults;
    private final Consumer<String> trace;
    private final Tap tap;
    private final Set<String> cutOff = new HashSet<>();
    private Weather weather = Weather.FINE;
    private int requests;

    /// Sees what goes over the wire.
    public interface Tap {
        void passes(String path, byte[] content);

        /// The server has said that it took this, has said something that nobody understands, or has died of it.
        void taken(Push push);

        /// An honest server has answered what it answers to devices of the account alone.
        void letIn(String device);

        /// What an honest server says of its devices.
        void connections(Connections connections);
    }

    public SimulatedNetwork(
            VirtualTime time,
            RandomGenerator random,
            SimulatedServer server,
            LyingServer liar,
            Faults faults,
            Tap tap,
            Consumer<String> trace) {
        this.time = time;
        this.random = random;
        this.server = server;
        this.liar = liar;
        this.faults = faults;
        this.tap = tap;
        this.trace = trace;
    }

    public void weather(Weather now) {
        weather = now;
    }

    /// Nothing of this device passes any more, what is on its way included.
    public void cutOff(String device) {
        cutOff.add(device);
    }

    public void heal(String device) {
        cutOff.remove(device);
    }

    /// How many requests there were.
    public int requests() {
        return requests;
    }

    /// Sends a request; `answered` hears of the answer that comes back, if one does.
    void carry(String device, Request request, Consumer<Raw> answered) {
        int number = ++requests;
        var what = device + " #" + number + " " + request.method() + " " + request.path();
        if (chance(weather.requestsLostPercent(), Fault.REQUEST_LOST)) {
            trace.accept(what + " is lost");
            return;
        }
        time.after(
                delay(),
                () ->
                        arrive(
                                device,
                                request,
                                what,
                                chance(weather.answersLostPercent(), Fault.ANSWER_LOST),
                                answered));
        if (chance(weather.duplicatedPercent(), Fault.REQUEST_DOUBLED)) {
            time.after(
                    delay().plus(delay()),
                    () -> arrive(device, request, what + " (again)", true, answered));
        }
    }

    private void arrive(
            String device,
            Request request,
            String what,
            boolean answerLost,
            Consumer<Raw> answered) {
        if (cutOff.contains(device) || !server.isUp()) {
            trace.accept(what + " does not arrive");
            return;
        }
        byte @Nullable [] body = request.body();
        if (body != null) {
            tap.passes(request.path(), body);
        }
        switch (liar.answer(device, request)) {
            case Served.NobodyThere _ -> trace.accept(what + " finds nobody there");
            case Served.DiedOfIt _ -> {
                trace.accept(what + " is not answered by a node that dies");
                if (body != null && request.path().equals("/v1/push")) {
                    tap.taken(Wire.decode(body, Push.class));
                }
            }
            case Served.Answered(var answer) ->
                    pass(device, request, answer, what, answerLost, answered);
        }
    }

    private void pass(
            String device,
            Request request,
            Raw.Arrived answer,
            String what,
            boolean answerLost,
            Consumer<Raw> answered) {
        tap.passes(request.path(), answer.body());
        if (answer.status() == 200) {
            tell(device, request, answer);
        }
        trace.accept(
                what
                        + " -> "
                        + answer.status()
                        + ", "
                        + answer.body().length
                        + (answerLost ? " bytes, lost" : " bytes"));
        if (!answerLost) {
            time.after(
                    delay(),
                    () -> {
                        if (!cutOff.contains(device)) {
                            answered.accept(answer);
                        }
                    });
        }
    }

    /// Lets the tap hear what the server has said.
    private void tell(String device, Request request, Raw.Arrived answer) {
        if (FOR_MEMBERS.contains(request.path()) && liar.isHonest()) {
            tap.letIn(device);
        }
        switch (request.path()) {
            case "/v1/push" -> {
                byte @Nullable [] pushed = request.body();
                if (pushed != null
                        && (!liar.isHonest()
                                || Wire.decode(answer.body(), PushAnswer.class)
                                        instanceof PushAnswer.Appended)) {
                    tap.taken(Wire.decode(pushed, Push.class));
                }
            }
            case "/v1/connections" -> {
                if (liar.isHonest()) {
                    tap.connections(Wire.decode(answer.body(), Connections.class));
                }
            }
            default -> {}
        }
    }

    /// Carries a wake frame, or loses it.
    void wake(String device, Wake wake, Consumer<Wake> woken) {
        if (!chance(weather.wakesLostPercent(), Fault.WAKE_LOST)) {
            time.after(
                    delay(),
                    () -> {
                        if (!cutOff.contains(device)) {
                            woken.accept(wake);
                        }
                    });
        }
    }

    /// Lets a device hear of something after a while.
    void later(Runnable what) {
        time.after(delay(), what);
    }

    boolean isReachable(String device) {
        return !cutOff.contains(device) && server.isUp();
    }

    SimulatedServer server() {
        return server;
    }

    private Duration delay() {
        return chance(weather.latePercent(), Fault.REQUEST_LATE)
                ? Duration.ofMillis(1 + random.nextInt(weather.lateMs()))
                : Duration.ofMillis(1 + random.nextInt(weather.usualMs()));
    }

    private boolean chance(int percent, Fault fault) {
        boolean strikes = random.nextInt(100) < percent;
        if (strikes) {
            faults.strikes(fault);
        }
        return strikes;
    }
}
