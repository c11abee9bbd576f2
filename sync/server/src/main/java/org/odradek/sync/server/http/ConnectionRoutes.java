package org.odradek.sync.server.http;

import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmation;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.connection.Activate;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.WireBounds;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.connection.Channels;
import org.odradek.sync.server.wake.WakeBus;

import java.util.List;

/// Connections, and how an inactive one comes back: clones, and asking for a channel.
final class ConnectionRoutes {
    private final Channels channels;
    private final WakeBus wakes;

    ConnectionRoutes(Channels channels, WakeBus wakes) {
        this.channels = channels;
        this.wakes = wakes;
    }

    List<Route> routes() {
        int small = Route.OPEN_BODY_BYTES_MAX;
        return List.of(
                new Route.Proven("GET", "/v1/connections", 0, this::connections),
                new Route.Proven("POST", "/v1/activate", small, this::activate),
                new Route.Proven(
                        "POST", "/v1/clones", WireBounds.CLONE_OFFER_BYTES_MAX, this::offer),
                new Route.Proven("GET", "/v1/clones", 0, this::clones),
                new Route.Proven("POST", "/v1/clones/confirm", small, this::confirm));
    }

    private Answer connections(Caller.Device caller, ControlLog control, Call call) {
        return new Answer.Message(channels.connections(caller));
    }

    private Answer activate(Caller.Device caller, ControlLog control, Call call) {
        var activate = call.message(Activate.class);
        var answer = channels.activate(caller, activate.at());
        if (!(answer instanceof ActivateAnswer.AtTheLimit)) {
            // A visit is nobody else's concern, and who hears of it would ask for one, too.
            wakes.publish(caller.account());
        }
        return new Answer.Message(answer);
    }

    private Answer offer(Caller.Device caller, ControlLog control, Call call) {
        var offer = call.message(CloneOffer.class);
        if (!offer.author().equals(caller.device())) {
            return new Answer.Refused(new Refusal.NotProven("the clone's author"));
        }
        var answer = channels.offer(caller.account(), offer);
        if (answer instanceof CloneAnswer.Offered) {
            wakes.publish(caller.account());
        }
        return new Answer.Message(answer);
    }

    private Answer clones(Caller.Device caller, ControlLog control, Call call) {
        return new Answer.Message(channels.clones(caller.account()));
    }

    private Answer confirm(Caller.Device caller, ControlLog control, Call call) {
        return new Answer.Message(channels.confirm(caller, call.message(CloneConfirmation.class)));
    }
}
