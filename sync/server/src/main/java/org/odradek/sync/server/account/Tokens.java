package org.odradek.sync.server.account;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.Token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the server hands out and recognises again without keeping it: sealed with HMAC-SHA-256 (RFC 2104) under its secret, so that
/// every node knows it and a restart forgets nothing. Thread-safe.
public final class Tokens {
    /// Long enough to fetch a page over a slow line, short enough that a lost one is worth little.
    private static final Duration SESSION = Duration.ofMinutes(15);

    /// Argon2id, unwrapping and one enrolment fit in many times over.
    private static final Duration LOG_IN = Duration.ofMinutes(10);

    /// One answer over a slow line. A challenge may be answered more than once in this time; whoever could replay the answer has the
    /// session that came of it anyway.
    private static final Duration CHALLENGE = Duration.ofMinutes(1);

    private static final int MAC_BYTES = 32;

    private final Bytes secret;
    private final InstantSource clock;

    public Tokens(Bytes secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /// What a token is for.
    private enum Kind {
        SESSION,
        LOG_IN,
        CHALLENGE
    }

    public Token session(AccountId account, DeviceId device) {
        return token(Kind.SESSION, account, device, SESSION);
    }

    public Token logIn(AccountId account) {
        return token(Kind.LOG_IN, account, null, LOG_IN);
    }

    /// @param nonce 16 random bytes
    public Challenge challenge(AccountId account, DeviceId device, byte[] nonce) {
        var sealed = seal(claims(Kind.CHALLENGE, account, device, CHALLENGE, nonce));
        return new Challenge(new Bytes(sealed), CHALLENGE.toMillis());
    }

    public boolean isChallenge(Bytes challenge, AccountId account, DeviceId device) {
        return open(challenge.array())
                .filter(caller -> caller.kind == Kind.CHALLENGE)
                .filter(caller -> account.equals(caller.account) && device.equals(caller.device))
                .isPresent();
    }

    /// Who carries this token, by `Authorization`; empty when it is not the server's or has run out.
    public Optional<Caller> caller(String token) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return open(sealed)
                .flatMap(
                        claims ->
                                switch (claims.kind) {
                                    case SESSION ->
                                            Optional.ofNullable(claims.device)
                                                    .map(
                                                            device ->
                                                                    new Caller.Device(
                                                                            claims.account,
                                                                            device));
                                    case LOG_IN -> Optional.of(new Caller.Person(claims.account));
                                    case CHALLENGE -> Optional.empty();
                                });
    }

    /// A constant that nobody but the server can tell, for a purpose and a text: the salt of a name that is not taken.
    public byte[] invented(String purpose, String text) {
        return mac((purpose + '\0' + text).getBytes(StandardCharsets.UTF_8));
    }

    private Token token(Kind kind, AccountId account, @Nullable DeviceId device, Duration valid) {
        var sealed = seal(claims(kind, account, device, valid, new byte[0]));
        return new Token(
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), valid.toMillis());
    }

    private record Claims(Kind kind, AccountId account, @Nullable DeviceId device, long untilMs) {}

    private byte[] claims(
            Kind kind, AccountId account, @Nullable DeviceId device, Duration valid, byte[] nonce) {
        var out =
                new CborWriter()
                        .array(6)
                        .text("odradek token v1")
                        .text(kind.name())
                        .bytes(account.bytes());
        if (device == null) {
            out.none();
        } else {
            out.bytes(device.bytes());
        }
        return out.integer(clock.millis() + valid.toMillis()).bytes(nonce).toByteArray();
    }

    private byte[] seal(byte[] claims) {
        var sealed = Arrays.copyOf(claims, claims.length + MAC_BYTES);
        System.arraycopy(mac(claims), 0, sealed, claims.length, MAC_BYTES);
        return sealed;
    }

    private Optional<Claims> open(byte[] sealed) {
        if (sealed.length <= MAC_BYTES) {
            return Optional.empty();
        }
        var claims = Arrays.copyOf(sealed, sealed.length - MAC_BYTES);
        var mac = Arrays.copyOfRange(sealed, claims.length, sealed.length);
        if (!MessageDigest.isEqual(mac, mac(claims))) {
            return Optional.empty();
        }
        try {
            var in = new CborReader(claims);
            in.array();
            in.text();
            var kind = Kind.valueOf(in.text());
            var account = AccountId.of(in.bytes());
            var device = in.none() ? null : DeviceId.of(in.bytes());
            long untilMs = in.integer();
            return untilMs < clock.millis()
                    ? Optional.empty()
                    : Optional.of(new Claims(kind, account, device, untilMs));
        } catch (MalformedCborException e) {
            throw new IllegalStateException("a token under our own secret that cannot be read", e);
        }
    }

    private byte[] mac(byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.array(), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC", e);
        }
    }
}
