package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.Cursor;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a clone's author, an enrolled device, says in the name of others.
final class CloneVerifyingTest {
    private static final Bytes NO_HASH = new Bytes(new byte[32]);

    private final Writers writers = new Writers(7);
    private final Writers.Device author = writers.enrolled().writes(3);
    private final Writers.Device other = writers.enrolled().writes(2);

    CloneVerifyingTest() throws IOException {}

    private CloneVerifying verifying(Map<DeviceId, Long> claimed, SignedHead... heads) {
        return new CloneVerifying(
                writers.control(),
                new CloneManifest(
                        writers.founder.account(),
                        author.id,
                        new Cursor(1, 40, NO_HASH),
                        new VersionVector(new TreeMap<>(claimed)),
                        "00",
                        1,
                        List.of(heads),
                        List.of()));
    }

    @Test
    void givenAHeadOfADeviceThatIsNotNamed_whenVerified_thenItIsFoundWrong() {
        var madeUp =
                new SignedHead(
                        writers.founder.account(),
                        other.id,
                        1_000_000,
                        NO_HASH,
                        new Bytes(new byte[Signatures.SIGNATURE_BYTES]));

        assertEquals(Optional.empty(), verifying(Map.of(author.id, 3L), author.head()).heads());
        assertEquals(
                Optional.of("another number of heads than of logs"),
                verifying(Map.of(author.id, 3L), author.head(), madeUp).heads());
        assertEquals(
                Optional.of("another number of heads than of logs"),
                verifying(Map.of(author.id, 3L), author.head(), author.head()).heads());
    }

    @Test
    void givenAnEntryBehindItsHead_whenVerified_thenItIsFoundWrong() {
        var verifying = verifying(Map.of(author.id, 2L), author.headAt(2, author.sign));

        assertEquals(Optional.empty(), verifying.heads());
        assertNull(verifying.take(author.written.get(0)));
        assertNull(verifying.take(author.written.get(1)));
        assertNotNull(verifying.take(author.written.get(2)));
    }
}
