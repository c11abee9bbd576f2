package org.odradek.store.attachment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Random;

final class IntakeTest {
    private static final int MIB = 1 << 20;
    private static final byte[] KEY = HexFormat.of().parseHex("0f".repeat(32));

    @TempDir Path temp;

    @Test
    void givenMoreBytesThanAreHeldAndOneContentTwice_whenSettled_thenEachIsKeptWhole()
            throws IOException {
        var folder = open();
        var contents = new ArrayList<byte[]>();
        for (int i = 0; i < 40; i++) {
            contents.add(content(i, i % 2 == 0 ? MIB - i : 100 + i));
        }
        contents.add(content(40, 2 * MIB + 1));
        contents.add(content(1, 101));

        var coming = new ArrayList<Intake.Coming>();
        try (var intake = folder.intake()) {
            for (byte[] content : contents) {
                coming.add(intake.take(new ByteArrayInputStream(content)));
            }
            intake.settle();
        }

        for (int i = 0; i < contents.size(); i++) {
            byte[] content = contents.get(i);
            var sha256 = HexFormat.of().formatHex(Spool.sha256().digest(content));
            assertEquals(new Attachments.Kept.Stored(sha256, content.length), coming.get(i).kept());
            try (var in = folder.open(sha256).orElseThrow()) {
                assertArrayEquals(content, in.readAllBytes());
            }
        }
        assertTemporaryIsEmpty();
    }

    @Test
    void givenStreamThatFails_whenTaken_thenRefusedAndTheOthersAreKept() throws IOException {
        var folder = open();
        var failing =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("unplugged");
                    }
                };

        Intake.Coming kept;
        try (var intake = folder.intake()) {
            assertThrows(IOException.class, () -> intake.take(failing));
            kept = intake.take(new ByteArrayInputStream(content(7, 500)));
            intake.settle();
        }

        var sha256 = HexFormat.of().formatHex(Spool.sha256().digest(content(7, 500)));
        assertEquals(new Attachments.Kept.Stored(sha256, 500), kept.kept());
        assertTemporaryIsEmpty();
    }

    @Test
    void givenPlaceThatCannotBeWritten_whenSettled_thenThatFileIsNotKept() throws IOException {
        var folder = open();
        Files.delete(temp.resolve("files/temporary"));

        Intake.Coming lost;
        try (var intake = folder.intake()) {
            lost = intake.take(new ByteArrayInputStream(content(3, 500)));
            intake.settle();
        }

        assertThrows(IOException.class, lost::kept);
    }

    private AttachmentFolder open() throws IOException {
        return AttachmentFolder.open(temp.resolve("files"), KEY, new SecureRandom());
    }

    private void assertTemporaryIsEmpty() throws IOException {
        try (var left = Files.list(temp.resolve("files/temporary"))) {
            assertEquals(0, left.count());
        }
    }

    private static byte[] content(int seed, int sizeBytes) {
        byte[] content = new byte[sizeBytes];
        new Random(seed).nextBytes(content);
        return content;
    }
}
