package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Two copies of one profile write as one device: the second to deliver is told, and neither's words replace the other's.
final class CopiedProfileTest {
    private static final String COPIED =
            "Another copy of this profile writes under this device's name. Nothing is lost here;"
                    + " sign in again, and this one becomes a device of its own.";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice first;
    private TestDevice second;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        first = new TestDevice(folder.resolve("first"), "Desk PC", server.url());
        first.create("ada", "correct horse battery staple");
        first.note("Bread", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, first.sync().kind());
        first.close();
        TestFolders.copy(folder.resolve("first"), folder.resolve("second"));
        first = new TestDevice(folder.resolve("first"), "Desk PC", server.url());
        second = new TestDevice(folder.resolve("second"), "Copy", server.url());
    }

    @AfterEach
    void close() throws IOException {
        first.close();
        second.close();
        server.close();
    }

    private void assertSecondIsTold() {
        var state = second.sync();

        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertEquals(COPIED, state.reason());
        assertEquals(List.of("Bread", "Tea"), second.titles());
        assertEquals(SyncState.Kind.UP_TO_DATE, first.sync().kind());
    }

    @Test
    void givenACopiedProfile_whenBothWriteOneEntry_thenTheSecondIsToldAndKeepsItsOwn() {
        first.note("Butter", "");
        second.note("Tea", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, first.sync().kind());

        assertSecondIsTold();

        assertEquals(List.of("Bread", "Butter"), first.titles());
    }

    @Test
    void givenACopiedProfile_whenTheFirstHasWrittenMore_thenTheSecondIsTold() {
        first.note("Butter", "");
        first.note("Salt", "");
        second.note("Tea", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, first.sync().kind());

        assertSecondIsTold();

        assertEquals(List.of("Bread", "Butter", "Salt"), first.titles());
    }
}
