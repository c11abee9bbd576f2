package org.odradek.sync.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

final class WireTest {
    /// Written by this test beside the classes when the encodings have moved; to be looked at, then taken over by hand.
    private static final Path ACTUAL = Path.of("target", "wire.golden");

    @Test
    void givenEveryMessage_whenEncoded_thenTheBytesAreThoseOfVersionOne() throws IOException {
        var actual = new ArrayList<String>();
        Messages.all()
                .forEach(
                        (name, message) ->
                                actual.add(
                                        name
                                                + ": "
                                                + HexFormat.of().formatHex(Wire.encode(message))));

        Files.createDirectories(ACTUAL.toAbsolutePath().getParent());
        Files.write(ACTUAL, actual);
        assertEquals(String.join("\n", golden()), String.join("\n", actual));
    }

    @Test
    void givenEveryMessage_whenDecoded_thenItIsEqual() {
        Messages.all()
                .forEach(
                        (name, message) -> {
                            var type = message.getClass();
                            var declared =
                                    type.getInterfaces().length == 1
                                            ? type.getInterfaces()[0]
                                            : type;

                            assertEquals(
                                    message, Wire.decode(Wire.encode(message), declared), name);
                        });
    }

    @Test
    void givenEveryMessageCutShort_whenDecoded_thenMalformed() {
        Messages.all()
                .forEach(
                        (name, message) -> {
                            var encoded = Wire.encode(message);
                            for (int size = 0;
                                    size < encoded.length;
                                    size += 1 + encoded.length / 200) {
                                var cut = Arrays.copyOf(encoded, size);
                                assertThrows(
                                        MalformedMessageException.class,
                                        () -> Wire.decode(cut, message.getClass()),
                                        name);
                            }
                        });
    }

    @Test
    void givenRandomlyDamagedMessages_whenDecoded_thenMalformedAndNothingElse() {
        long seed = 20261124;
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Messages.all()
                    .forEach(
                            (name, message) -> {
                                var encoded = Wire.encode(message);
                                encoded[random.nextInt(encoded.length)] = (byte) random.nextInt();
                                try {
                                    Wire.decode(encoded, message.getClass());
                                } catch (MalformedMessageException expected) {
                                    assertTrue(expected.getCause() instanceof IOException, name);
                                } catch (RuntimeException e) {
                                    throw new AssertionError(name + " with seed " + seed, e);
                                }
                            });
        }
    }

    @Test
    void givenAPlaceBeforeTheBeginning_whenDecoded_thenMalformed() {
        for (var answer :
                List.of(
                        new SessionAnswer.UnknownDevice(2),
                        new SessionAnswer.Opened(new Token("t", 1), 1, 3, 2))) {
            var encoded = Wire.encode(answer);
            // The last member's value stands before the end of the map.
            assertEquals(2, encoded[encoded.length - 2]);
            encoded[encoded.length - 2] = 0x20; // -1 in CBOR
            assertThrows(
                    MalformedMessageException.class,
                    () -> Wire.decode(encoded, SessionAnswer.class));
        }
    }

    @Test
    void givenAMemberOfANewerVersion_whenDecoded_thenItIsPassedOver() {
        var newer = HexFormat.of().parseHex("a2" + "656b6e6f776ef5" + "656e65776572" + "820102");

        assertEquals(new Acknowledged(true), Wire.decode(newer, Acknowledged.class));
    }

    @Test
    void givenARefusalOfANewerServer_whenDecoded_thenUnrecognised() {
        var newer = HexFormat.of().parseHex("a1" + "64636f6465" + "636e6577");

        assertEquals(new Refusal.Unrecognised(), Wire.decode(newer, Refusal.class));
    }

    @Test
    void givenRefusals_whenAskedWhenToRetry_thenOnlyDelaysSay() {
        assertEquals(OptionalLong.of(1000), new Refusal.Busy(1000).retryAfter());
        assertEquals(OptionalLong.empty(), new Refusal.StorageFull(1).retryAfter());
    }

    @Test
    void givenCredentials_whenAnythingChanges_thenTheRootDidNotSignIt() {
        var credentials = Messages.credentials();
        var root = TestKeys.root(1).sign();

        assertTrue(credentials.isSignedBy(root));
        assertFalse(credentials.isSignedBy(TestKeys.root(2).sign()));
        assertFalse(
                new Credentials(
                                credentials.account(),
                                2,
                                credentials.user(),
                                credentials.salt(),
                                credentials.kdf(),
                                credentials.passwordVerifier(),
                                credentials.wrappedByPassword(),
                                credentials.recoveryVerifier(),
                                credentials.wrappedByRecovery(),
                                credentials.signature())
                        .isSignedBy(root));
    }

    @Test
    void givenASessionProof_whenUsedAsASignedHead_thenItDoesNotVerify() {
        var account = TestKeys.root(1).account();
        var key = TestKeys.ed25519(11);
        var head =
                SignedHead.signed(
                        account,
                        new EntryId(TestKeys.device(11), 1),
                        TestKeys.bytes(32, 1),
                        key.getPrivate());
        var raw = Signatures.raw(key.getPublic());
        var proof =
                SessionQuery.signed(
                        account, TestKeys.device(11), TestKeys.bytes(32, 1), key.getPrivate());

        assertTrue(head.isSignedBy(raw));
        assertEquals(head, SignedHead.decode(head.encode()));
        assertFalse(
                new SignedHead(account, head.device(), 1, head.hash(), proof.signature())
                        .isSignedBy(raw));
    }

    @Test
    void givenAPageOfRecords_whenChained_thenOrderPositionAndContentCount() {
        var account = TestKeys.root(1).account();
        var key = TestKeys.ed25519(11).getPrivate();
        var one =
                SignedHead.signed(
                        account, new EntryId(TestKeys.device(11), 1), TestKeys.bytes(32, 1), key);
        var two =
                SignedHead.signed(
                        account, new EntryId(TestKeys.device(11), 2), TestKeys.bytes(32, 2), key);

        var inOrder = chain(new LogRecord.Head(1, one), new LogRecord.Head(2, two));
        var otherOrder = chain(new LogRecord.Head(1, two), new LogRecord.Head(2, one));
        var otherPosition = chain(new LogRecord.Head(1, one), new LogRecord.Head(3, two));
        var leftOut = chain(new LogRecord.Head(2, two));

        assertEquals(
                4,
                List.of(inOrder, otherOrder, otherPosition, leftOut).stream().distinct().count());
    }

    private static Bytes chain(LogRecord... records) {
        var hash = AccountChain.START;
        for (var record : records) {
            hash = AccountChain.next(hash, record);
        }
        return hash;
    }

    private static List<String> golden() throws IOException {
        try (var in =
                WireTest.class.getResourceAsStream("/org/odradek/sync/protocol/wire.golden")) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
