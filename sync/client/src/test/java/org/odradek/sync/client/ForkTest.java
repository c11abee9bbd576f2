package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;

import java.io.IOException;
import java.nio.file.Path;

/// A server that keeps two histories of one account, and shows each device another one.
final class ForkTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;

    @Test
    void
            givenTwoHistories_whenAnEntryOfOneIsShownInTheOther_thenTheDeviceSaysSoUntilItSignsInAgain()
                    throws IOException {
        var data = folder.resolve("server");
        try (var server = new TestServer(data);
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url())) {
            assertInstanceOf(AccountResult.Done.class, desk.create("ada", PASSWORD));
            assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
            desk.note("Seen by both", "");
            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
            assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
            server.stop();
            TestFolders.copy(data, folder.resolve("fork"));
            server.start();

            desk.note("Only in the first history", "");
            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
            desk.note("Written upon the first history", "");
            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());

            try (var fork = new TestServer(folder.resolve("fork"))) {
                laptop.goTo(fork.url());
                laptop.note("Only in the second history", "");
                assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
                fork.take(desk);

                var said = laptop.sync();

                assertEquals(SyncState.Kind.NEEDS_YOU, said.kind());
                assertEquals(
                        "The server has told your devices different histories. Nothing is lost on"
                                + " them; ask whoever runs it, then sign in again.",
                        said.reason());
                assertEquals(4, laptop.titles().size(), "what came was signed, and is taken");
                laptop.restart();
                assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());
                assertInstanceOf(Joining.SameAccount.class, laptop.signInAgain("ada", PASSWORD));
                assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
            }
        }
    }
}
