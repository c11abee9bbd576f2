package org.odradek.sync.server.http;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.WireBounds;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.LogStatus;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sealed chunks by name.
final class BlobRoutes {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final AccountLog log;
    private final BlobStore blobs;
    private final Limits limits;

    BlobRoutes(AccountLog log, BlobStore blobs, Limits limits) {
        this.log = log;
        this.blobs = blobs;
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(
                new Route.Proven("POST", "/v1/blobs/held", Route.OPEN_BODY_BYTES_MAX, this::held),
                new Route.Proven("PUT", "/v1/blobs/", WireBounds.BLOB_BYTES_MAX, this::put),
                new Route.Proven("GET", "/v1/blobs/", 0, this::get));
    }

    private Answer held(Caller.Device caller, ControlLog control, Call call) {
        var held = blobs.held(caller.account(), call.message(BlobNames.class).names());
        return new Answer.Message(new BlobNames(held));
    }

    private Answer put(Caller.Device caller, ControlLog control, Call call) {
        var name = name(call);
        if (name.isEmpty() || call.body().size() == 0) {
            return new Answer.Refused(
                    new Refusal.Malformed(
                            "a blob has a name of 64 hexadecimal digits, and content"));
        }
        long logBytes = log.status(caller.account()).map(LogStatus::bytes).orElse(0L);
        long afterwards = logBytes + blobs.heldBytes(caller.account()) + call.body().size();
        if (!blobs.holds(caller.account(), name.get()) && afterwards > limits.accountBytesMax()) {
            return new Answer.Refused(new Refusal.StorageFull(limits.accountBytesMax()));
        }
        blobs.put(caller.account(), name.get(), call.body());
        return new Answer.Message(new BlobNames(List.of(name.get())));
    }

    private Answer get(Caller.Device caller, ControlLog control, Call call) {
        return name(call)
                .flatMap(name -> blobs.get(caller.account(), name))
                .<Answer>map(Answer.Octets::new)
                .orElse(new Answer.Refused(new Refusal.NotFound()));
    }

    private static Optional<Bytes> name(Call call) {
        return NAME.matcher(call.tail()).matches()
                ? Optional.of(Bytes.ofHex(call.tail()))
                : Optional.empty();
    }
}
