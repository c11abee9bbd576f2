package org.odradek.sync.client.transport;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Transport.Raw;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmation;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.connection.Activate;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.Acknowledge;
import org.odradek.sync.protocol.wire.Acknowledged;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.ControlPage;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.HashAnswer;
import org.odradek.sync.protocol.wire.HashQuery;
import org.odradek.sync.protocol.wire.LogIn;
import org.odradek.sync.protocol.wire.LogInAnswer;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.MalformedMessageException;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.SaltAnswer;
import org.odradek.sync.protocol.wire.SaltQuery;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A server's requests by name. Thread-safe.
public final class ServerApi {
    private static final int OK = 200;

    private final Transport transport;

    public ServerApi(Transport transport) {
        this.transport = transport;
    }

    /// See [Transport#refusedCertificate()].
    public Optional<CertificateFingerprint> refusedCertificate() {
        return transport.refusedCertificate();
    }

    public Reply<SaltAnswer> salt(SaltQuery query) {
        return post("/v1/salt", null, query, SaltAnswer.class);
    }

    public Reply<SignUpAnswer> signUp(SignUp signUp) {
        return post("/v1/sign-up", null, signUp, SignUpAnswer.class);
    }

    public Reply<LogInAnswer> logIn(LogIn logIn) {
        return post("/v1/log-in", null, logIn, LogInAnswer.class);
    }

    public Reply<Challenge> challenge(ChallengeQuery query) {
        return post("/v1/challenge", null, query, Challenge.class);
    }

    public Reply<SessionAnswer> session(SessionQuery query) {
        return post("/v1/session", null, query, SessionAnswer.class);
    }

    public Reply<CredentialsAnswer> changeCredentials(Token token, Credentials credentials) {
        return ask(
                "PUT", "/v1/credentials", token, Wire.encode(credentials), CredentialsAnswer.class);
    }

    public Reply<Credentials> credentials(Token token) {
        return ask("GET", "/v1/credentials", token, null, Credentials.class);
    }

    public Reply<ControlAnswer> appendControl(ControlAppend append) {
        return post("/v1/control", null, append, ControlAnswer.class);
    }

    /// Gives records back that the server had and lost.
    public Reply<ControlAnswer> giveBackControl(ControlAppend append) {
        return post("/v1/control/lost", null, append, ControlAnswer.class);
    }

    public Reply<ControlPage> control(Token token, long after) {
        return ask("GET", "/v1/control?after=" + after, token, null, ControlPage.class);
    }

    public Reply<Connections> connections(Token token) {
        return ask("GET", "/v1/connections", token, null, Connections.class);
    }

    public Reply<PushAnswer> push(Token token, Push push) {
        return post("/v1/push", token, push, PushAnswer.class);
    }

    public Reply<PullAnswer> pull(Token token, Pull pull) {
        return post("/v1/pull", token, pull, PullAnswer.class);
    }

    /// A pull whose answer is wanted later.
    public <T> Supplier<T> pullAhead(Token token, Pull pull, Function<Reply<PullAnswer>, T> read) {
        return transport.begin(
                new Transport.Request("POST", "/v1/pull", token, Wire.encode(pull)),
                raw -> read.apply(read(raw, bytes -> Wire.decode(bytes, PullAnswer.class))));
    }

    public Reply<Acknowledged> acknowledge(Token token, Acknowledge acknowledge) {
        return post("/v1/acknowledge", token, acknowledge, Acknowledged.class);
    }

    public Reply<HashAnswer> hashes(Token token, HashQuery query) {
        return post("/v1/hashes", token, query, HashAnswer.class);
    }

    public Reply<NewEpoch> lost(Token token, LostCursor lost) {
        return post("/v1/lost", token, lost, NewEpoch.class);
    }

    public Reply<DeviceHeads> heads(Token token) {
        return ask("GET", "/v1/heads", token, null, DeviceHeads.class);
    }

    public Reply<CloneAnswer> offerClone(Token token, CloneOffer offer) {
        return post("/v1/clones", token, offer, CloneAnswer.class);
    }

    public Reply<Clones> clones(Token token) {
        return ask("GET", "/v1/clones", token, null, Clones.class);
    }

    public Reply<CloneConfirmed> confirmClone(Token token, CloneConfirmation confirmation) {
        return post("/v1/clones/confirm", token, confirmation, CloneConfirmed.class);
    }

    public Reply<ActivateAnswer> activate(Token token, Activate activate) {
        return post("/v1/activate", token, activate, ActivateAnswer.class);
    }

    /// Those of the names that the server holds.
    public Reply<BlobNames> held(Token token, BlobNames names) {
        return post("/v1/blobs/held", token, names, BlobNames.class);
    }

    public Reply<Bytes> blob(Token token, Bytes name) {
        return read(
                transport.send(new Transport.Request("GET", blobPath(name), token, null)),
                Bytes::new);
    }

    public Reply<Bytes> putBlob(Token token, Bytes name, byte[] sealed) {
        return read(
                transport.send(new Transport.Request("PUT", blobPath(name), token, sealed)),
                Bytes::new);
    }

    /// See [Transport#renew()].
    public void renew() {
        transport.renew();
    }

    public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
        return transport.listen(token, woken, closed);
    }

    private static String blobPath(Bytes name) {
        return "/v1/blobs/" + name.toHex();
    }

    private <T> Reply<T> post(String path, @Nullable Token token, Object message, Class<T> answer) {
        return ask("POST", path, token, Wire.encode(message), answer);
    }

    private <T> Reply<T> ask(
            String method,
            String path,
            @Nullable Token token,
            byte @Nullable [] body,
            Class<T> answer) {
        var raw = transport.send(new Transport.Request(method, path, token, body));
        return read(raw, bytes -> Wire.decode(bytes, answer));
    }

    private static <T> Reply<T> read(Raw raw, Function<byte[], T> decode) {
        return switch (raw) {
            case Raw.Silent(var why) -> new Reply.Silent<>(why);
            case Raw.Arrived(var status, var body) -> {
                try {
                    yield status == OK
                            ? new Reply.Answered<>(decode.apply(body))
                            : new Reply.Refused<>(Wire.decode(body, Refusal.class));
                } catch (MalformedMessageException e) {
                    // A captive portal or a proxy answers in place of the server: as good as no
                    // answer.
                    yield new Reply.Silent<>(
                            "an answer of status " + status + " that is not the server's");
                }
            }
        };
    }
}
