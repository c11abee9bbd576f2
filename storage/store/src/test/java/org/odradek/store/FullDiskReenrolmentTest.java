package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk that fills while a profile becomes another device, at one place after the other. Needs root and a mount:
/// `-Dodradek.tmpfs=true`.
@EnabledIfSystemProperty(named = "odradek.tmpfs", matches = "true")
final class FullDiskReenrolmentTest {
    private static final int DISK_MB = 64;
    private static final int NOTES = 60;
    private static final int STEP_BYTES = 64 << 10;

    @TempDir Path folder;

    @Test
    void givenADiskThatFillsOnTheWay_whenReenrolled_thenThatIsSaidAndItGoesOnWhenThereIsRoom()
            throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "tmpfs", folder.toString());
        try {
            var copies = new Copies(folder);
            try (var _ = copies.desk) {
                var copy = copies.copyOf(copies.first);
                for (int n = 0; n < NOTES; n++) {
                    copy.note("Note " + n, ("What note " + n + " says.\n").repeat(300));
                }
                var shown = Copies.shown(copy);
                int refused = 0;
                var answer = answered(copies, copy, refused);
                while (answer instanceof Rehoming.Refused(var sentence)) {
                    assertEquals(
                            "The disk is full; make room and sign in again. Nothing that was saved"
                                    + " is lost.",
                            sentence);
                    assertEquals(shown, Copies.shown(copy));
                    answer = answered(copies, copy, ++refused);
                }
                assertInstanceOf(Rehoming.Done.class, answer);
                assertTrue(refused > 5, refused + " places");
                assertEquals(shown, Copies.shown(copy));
                copies.exchange(copies.first, copies.other, copy);
            }
        } finally {
            run("umount", "-l", folder.toString());
        }
    }

    /// What becomes of it with room for so many steps.
    private Rehoming answered(Copies copies, Desk.Device copy, int steps) throws IOException {
        var next = Copies.anew(copy, 1);
        copy.store.close();
        var filling = folder.resolve("filling");
        Files.write(filling, new byte[0]);
        try {
            fillUpTo(filling, (long) steps * STEP_BYTES);
            return Stores.reenrol(copy.folder, next, copies.held, copy.options);
        } finally {
            Files.delete(filling);
            copy.reopen();
        }
    }

    private void fillUpTo(Path filling, long roomBytes) throws IOException {
        try (var out = Files.newOutputStream(filling)) {
            long bytes = Files.getFileStore(folder).getUsableSpace() - roomBytes;
            for (; bytes > 0; bytes -= 4096) {
                out.write(new byte[(int) Math.min(bytes, 4096)]);
            }
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
    }
}
