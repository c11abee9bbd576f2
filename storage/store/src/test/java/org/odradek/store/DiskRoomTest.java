package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a profile would need to be written once more.
final class DiskRoomTest {
    @TempDir Path profile;

    /// A file as long as the disk has room, which takes none of it.
    private void fill(String name) throws IOException {
        var file = profile.resolve(name);
        Files.createDirectories(file.getParent());
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Files.getFileStore(profile).getUsableSpace());
        }
    }

    @Test
    void givenALargeLog_whenAsked_thenRoomIsMissing() throws IOException {
        fill("journal/1.log");

        assertTrue(Stores.missingRoom(profile, false) > 0);
    }

    @Test
    void givenLargeTables_whenAsked_thenRoomIsMissing() throws IOException {
        fill("view-7/search/segment");

        assertTrue(Stores.missingRoom(profile, false) > 0);
    }

    @Test
    void givenLargeFiles_whenAsked_thenTheyCountForADeviceFromElsewhereAlone() throws IOException {
        fill("files/1");

        assertEquals(0, Stores.missingRoom(profile, false));
        assertTrue(Stores.missingRoom(profile, true) > 0);
    }

    @Test
    void givenWhatIsNotOfTheProfile_whenAsked_thenItDoesNotCount() throws IOException {
        fill("else/1");
        fill("elsewhere");

        assertEquals(0, Stores.missingRoom(profile, true));
    }

    @Test
    void givenAFolderThatIsGone_whenAsked_thenNothingIsMissing() {
        assertEquals(0, Stores.missingRoom(profile.resolve("gone"), true));
    }
}
