package org.odradek.sync.server.http;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.ControlPage;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.account.ControlLogs;
import org.odradek.sync.server.connection.Downgrading;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.Rate;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.wake.WakeBus;

import java.time.InstantSource;
import java.util.List;

/// The control log.
final class ControlRoutes {
    /// It is never trimmed and read as a whole. A record of everyday life has 500 bytes, one that removes a device from an account with
    /// sixty others 8 kB.
    static final int CONTROL_BYTES_MAX = 8 << 20;

    private final AccountLog log;
    private final ControlLogs controlLogs;
    private final Downgrading downgrading;
    private final WakeBus wakes;
    private final Limits limits;
    private final Rate appends;
    private final InstantSource clock;

    /// @param appends by account
    ControlRoutes(
            AccountLog log,
            ControlLogs controlLogs,
            Downgrading downgrading,
            WakeBus wakes,
            Limits limits,
            Rate appends,
            InstantSource clock) {
        this.log = log;
        this.controlLogs = controlLogs;
        this.downgrading = downgrading;
        this.wakes = wakes;
        this.limits = limits;
        this.appends = appends;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route.Entered("GET", "/v1/control", 0, this::control),
                new Route.Open("POST", "/v1/control", limits.requestBytesMax(), this::append),
                new Route.Open(
                        "POST", "/v1/control/lost", limits.requestBytesMax(), this::giveBack));
    }

    private Answer control(Caller caller, Call call) {
        var after = call.query().isEmpty() ? "after=0" : call.query();
        if (!after.matches("after=\\d{1,9}")) {
            return new Answer.Refused(new Refusal.Malformed("the query is not after=N"));
        }
        long position = Long.parseLong(after.substring("after=".length()));
        return new Answer.Message(new ControlPage(log.control(caller.account(), position)));
    }

    private boolean isFull(ControlAppend append) {
        if (log.status(append.account()).isEmpty()) {
            return false;
        }
        return bytes(log.control(append.account(), 0)) + bytes(append.records())
                > CONTROL_BYTES_MAX;
    }

    private static long bytes(List<Bytes> records) {
        return records.stream().mapToLong(Bytes::size).sum();
    }

    private Answer append(Call call) {
        return append(call.message(ControlAppend.class), controlLogs::append);
    }

    private Answer giveBack(Call call) {
        return append(call.message(ControlAppend.class), controlLogs::giveBack);
    }

    @FunctionalInterface
    private interface Appending {
        ControlAnswer append(AccountId account, List<Bytes> records, long nowMs);
    }

    private Answer append(ControlAppend append, Appending how) {
        return EntryRoutes.limited(
                appends,
                List.of("control", append.account()),
                () -> {
                    if (isFull(append)) {
                        return new Answer.Refused(new Refusal.StorageFull(CONTROL_BYTES_MAX));
                    }
                    var answer = how.append(append.account(), append.records(), clock.millis());
                    if (answer instanceof ControlAnswer.Appended) {
                        downgrading.enforce(append.account());
                        wakes.publish(append.account());
                    }
                    return new Answer.Message(answer);
                });
    }
}
