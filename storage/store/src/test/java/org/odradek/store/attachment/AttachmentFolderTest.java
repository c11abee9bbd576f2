package org.odradek.store.attachment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

final class AttachmentFolderTest {

    private static final int MIB = 1 << 20;
    private static final byte[] KEY = HexFormat.of().parseHex("0f".repeat(32));

    @TempDir Path temp;
    private AttachmentFolder folder;

    @BeforeEach
    void openFolder() throws IOException {
        folder = open("mine");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, MIB - 1, MIB, MIB + 1, 3 * MIB + 5})
    void givenFile_whenKept_thenReadBackAndVerified(int sizeBytes) throws IOException {
        byte[] content = content(sizeBytes);

        String sha256 = keep(folder, content);

        assertEquals(HexFormat.of().formatHex(Spool.sha256().digest(content)), sha256);
        assertArrayEquals(content, read(folder, sha256));
        assertEquals(new Verified.Whole(sizeBytes), folder.verify(sha256));
        assertArrayEquals(content, read(open("mine"), sha256));
    }

    @Test
    void givenKeptFile_whenLookedAtOnDisk_thenNeitherContentNorHashIsThere() throws IOException {
        byte[] content = "a secret that stands out".repeat(50).getBytes(StandardCharsets.UTF_8);

        String sha256 = keep(folder, content);

        Path stored = onlyStoredFile("mine");
        String bytes = Files.readString(stored, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("a secret"));
        assertNotEquals(sha256, stored.getFileName().toString());
        assertEquals(stored.getFileName().toString().substring(0, 2), folderName(stored));
    }

    @Test
    void givenSameContentTwice_whenKept_thenStoredOnceAndNothingLeftBehind() throws IOException {
        String first = keep(folder, content(5000));
        String second = keep(folder, content(5000));

        assertEquals(first, second);
        onlyStoredFile("mine");
        assertEquals(List.of(), filesIn(temp.resolve("mine/temporary")));
    }

    @Test
    void givenUnknownHash_whenAsked_thenNotThere() throws IOException {
        String sha256 = "ab".repeat(32);

        assertFalse(folder.has(sha256));
        assertEquals(Optional.empty(), folder.open(sha256));
        assertEquals(new Verified.Missing(), folder.verify(sha256));
        assertTrue(folder.sealedChunks(sha256).isEmpty());
        assertThrows(NoSuchFileException.class, () -> folder.copyTo(sha256, temp.resolve("copy")));
    }

    @Test
    void givenMoreThanTheBound_whenKept_thenTooLargeAndNothingIsLeft() throws IOException {
        AttachmentFolder small =
                AttachmentFolder.open(temp.resolve("small"), KEY, new SecureRandom(), 10_000);

        Attachments.Kept kept = small.keep(new ByteArrayInputStream(content(10_001)));

        assertEquals(new Attachments.Kept.TooLarge(10_001), kept);
        assertInstanceOf(
                Attachments.Kept.Stored.class,
                small.keep(new ByteArrayInputStream(content(10_000))));
        assertEquals(List.of(), filesIn(temp.resolve("small/temporary")));
    }

    @Test
    void givenStreamThatFails_whenKept_thenNothingIsLeft() throws IOException {
        InputStream unplugged =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("unplugged");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        throw new IOException("unplugged");
                    }
                };
        InputStream failing =
                new SequenceInputStream(new ByteArrayInputStream(content(3 * MIB)), unplugged);

        assertThrows(IOException.class, () -> folder.keep(failing));
        assertEquals(List.of(), filesIn(temp.resolve("mine/temporary")));
    }

    @Test
    void givenFlippedBit_whenRead_thenRefusedBeforeAnyOfItsBytes() throws IOException {
        byte[] content = content(2 * MIB + 7);
        String sha256 = keep(folder, content);
        change(bytes -> bytes[(int) ChunkLayout.position(1) + 500] ^= 1);

        assertEquals(new Verified.Damaged(1), folder.verify(sha256));
        try (InputStream in = folder.open(sha256).orElseThrow()) {
            assertArrayEquals(Arrays.copyOf(content, MIB), in.readNBytes(MIB));
            assertThrows(DamagedAttachmentException.class, in::read);
        }
        Path copy = temp.resolve("copy");
        assertThrows(DamagedAttachmentException.class, () -> folder.copyTo(sha256, copy));
        assertEquals(List.of("mine"), filesIn(temp));
    }

    @Test
    void givenDamagedFile_whenKeptAgain_thenHealed() throws IOException {
        String sha256 = keep(folder, content(3000));
        change(bytes -> bytes[100] ^= 1);

        keep(folder, content(3000));

        assertEquals(new Verified.Whole(3000), folder.verify(sha256));
    }

    @Test
    void givenCutFile_whenVerified_thenRefusedWhereverItWasCut() throws IOException {
        String sha256 = keep(folder, content(2 * MIB + 7));
        Path stored = onlyStoredFile("mine");
        byte[] whole = Files.readAllBytes(stored);

        assertEquals(new Verified.Damaged(2), verifyCut(sha256, whole, whole.length - 1));
        assertEquals(
                new Verified.Damaged(2), verifyCut(sha256, whole, (int) ChunkLayout.position(2)));
        assertEquals(new Verified.Damaged(0), verifyCut(sha256, whole, 16));
        assertEquals(new Verified.Damaged(0), verifyCut(sha256, whole, 3));
    }

    @Test
    void givenCutFileWithAFittingHeader_whenVerified_thenRefused() throws IOException {
        String sha256 = keep(folder, content(2 * MIB));
        byte[] whole = Files.readAllBytes(onlyStoredFile("mine"));
        whole[15] = 1;

        assertEquals(
                new Verified.Damaged(0), verifyCut(sha256, whole, (int) ChunkLayout.position(1)));
    }

    @Test
    void givenAddedBytes_whenVerified_thenRefused() throws IOException {
        String sha256 = keep(folder, content(2 * MIB));
        Path stored = onlyStoredFile("mine");
        byte[] whole = Files.readAllBytes(stored);
        Files.write(stored, Arrays.copyOf(whole, whole.length + 1));

        assertEquals(new Verified.Damaged(-1), folder.verify(sha256));
    }

    @Test
    void givenSwappedChunks_whenVerified_thenRefused() throws IOException {
        String sha256 = keep(folder, content(2 * MIB));
        int length = MIB + ChunkLayout.OVERHEAD_BYTES;
        change(
                bytes -> {
                    byte[] first = Arrays.copyOfRange(bytes, 16, 16 + length);
                    System.arraycopy(bytes, 16 + length, bytes, 16, length);
                    System.arraycopy(first, 0, bytes, 16 + length, length);
                });

        assertEquals(new Verified.Damaged(0), folder.verify(sha256));
    }

    @Test
    void givenChunkOfAnotherFile_whenVerified_thenRefused() throws IOException {
        keep(folder, content(1000));
        byte[] other = Files.readAllBytes(onlyStoredFile("mine"));
        folder = open("second");
        byte[] different = content(1000);
        different[0] ^= 1;
        String sha256 = keep(folder, different);
        Files.write(onlyStoredFile("second"), other);

        assertEquals(new Verified.Damaged(0), folder.verify(sha256));
    }

    @Test
    void givenOtherKey_whenAsked_thenItsFilesAreNotFound() throws IOException {
        String sha256 = keep(folder, content(1000));
        byte[] otherKey = KEY.clone();
        otherKey[31] ^= 1;

        AttachmentFolder other =
                AttachmentFolder.open(temp.resolve("mine"), otherKey, new SecureRandom());

        assertFalse(other.has(sha256));
    }

    @Test
    void givenHalfWrittenFileOfACrash_whenOpened_thenCleared() throws IOException {
        Files.writeString(temp.resolve("mine/temporary/abc"), "half");

        open("mine");

        assertEquals(List.of(), filesIn(temp.resolve("mine/temporary")));
    }

    @Test
    void givenStoredFile_whenCopied_thenTargetHoldsIt() throws IOException {
        byte[] content = content(MIB + 1);
        String sha256 = keep(folder, content);
        Path target = temp.resolve("copy.png");
        Files.writeString(target, "older");

        folder.copyTo(sha256, target);

        assertArrayEquals(content, Files.readAllBytes(target));
        assertEquals(List.of("copy.png", "mine"), filesIn(temp));
    }

    @Test
    void givenStoredFile_whenRemoved_thenGone() throws IOException {
        String sha256 = keep(folder, content(10));

        assertTrue(folder.remove(sha256));

        assertFalse(folder.has(sha256));
        assertFalse(folder.remove(sha256));
    }

    private interface Change {
        void on(byte[] bytes);
    }

    private void change(Change change) throws IOException {
        Path stored = onlyStoredFile("mine");
        byte[] bytes = Files.readAllBytes(stored);
        change.on(bytes);
        Files.write(stored, bytes);
    }

    private Verified verifyCut(String sha256, byte[] whole, int length) throws IOException {
        Files.write(onlyStoredFile("mine"), Arrays.copyOf(whole, length));
        return folder.verify(sha256);
    }

    private AttachmentFolder open(String name) throws IOException {
        return AttachmentFolder.open(temp.resolve(name), KEY, new SecureRandom());
    }

    private static String keep(AttachmentFolder folder, byte[] content) throws IOException {
        Attachments.Kept kept = folder.keep(new ByteArrayInputStream(content));
        return assertInstanceOf(Attachments.Kept.Stored.class, kept).sha256();
    }

    private static byte[] read(AttachmentFolder folder, String sha256) throws IOException {
        try (InputStream in = folder.open(sha256).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    private static byte[] content(int sizeBytes) {
        byte[] content = new byte[sizeBytes];
        new Random(sizeBytes).nextBytes(content);
        return content;
    }

    private Path onlyStoredFile(String name) throws IOException {
        try (var files = Files.walk(temp.resolve(name))) {
            List<Path> stored =
                    files.filter(Files::isRegularFile)
                            .filter(file -> folderName(file).length() == 2)
                            .toList();
            assertEquals(1, stored.size());
            return stored.getFirst();
        }
    }

    private static String folderName(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
