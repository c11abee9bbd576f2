package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.ViewFolders.Ending;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class ViewFoldersTest {
    @TempDir Path folder;

    @BeforeEach
    void closeADatabase() throws IOException {
        Files.write(database(), new byte[] {1, 2, 3});
        ViewFolders.markComplete(folder);
        ViewFolders.end(folder);
    }

    private Path database() {
        return folder.resolve("odradek.mv.db");
    }

    @Test
    void givenADatabaseAsItWasClosed_whenAStartEndsEarly_thenTheNextOneKnowsOfIt()
            throws IOException {
        assertEquals(Ending.IN_ORDER, ViewFolders.begin(folder));
        assertEquals(Ending.CUT_SHORT, ViewFolders.begin(folder));
    }

    @Test
    void givenAByteThatChanged_whenAStartEndsEarly_thenTheNextOneTrustsItNoMore()
            throws IOException {
        Files.write(database(), new byte[] {1, 2, 4});

        assertEquals(Ending.CHANGED_SINCE, ViewFolders.begin(folder));
        assertEquals(Ending.CHANGED_SINCE, ViewFolders.begin(folder));
    }
}
