package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;

/// A copied profile, and a removed device, by the commands that a person gives, with a real server.
class SigningInAnewCommandTest {
    @TempDir Path folder;
    private final Clock clock = Clock.system(ZoneOffset.UTC);
    private TestServer server;
    private TestProfile desk;
    private TestProfile laptop;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestProfile(folder.resolve("desk"), clock);
        laptop = new TestProfile(folder.resolve("laptop"), clock);
        desk.note("Bread", "flour");
        assertEquals(0, AccountCommandsTest.create(desk, server).exit());
        sync(desk);
        assertEquals(0, logIn(laptop).exit());
        sync(laptop);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private TestProfile.Said logIn(TestProfile profile) {
        return AccountCommandsTest.logIn(profile, server, AccountCommandsTest.PASSWORD);
    }

    private static void sync(TestProfile... profiles) {
        for (var profile : profiles) {
            assertEquals("up-to-date", profile.json("sync").get("state").asText());
        }
    }

    private static String device(TestProfile profile) {
        return profile.json("account", "status").get("device").asText();
    }

    private static void assertNeedsSigningIn(TestProfile profile) {
        var synced = profile.run("sync", "--json");
        assertEquals(1, synced.exit());
        assertEquals("needs-you", synced.json().get("state").asText());
        assertTrue(synced.json().get("reason").asText().contains("sign in again"), synced.out());
    }

    private TestProfile copyOfLaptop() throws IOException {
        var from = folder.resolve("laptop");
        var to = folder.resolve("copy");
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return new TestProfile(to, clock);
    }

    @Test
    void givenACopyAndThenARemoval_whenTheSameWordsAreGiven_thenAllAreAlike() throws IOException {
        var copy = copyOfLaptop();
        laptop.note("Milk", "");
        sync(laptop);
        var butter = copy.note("Butter", "");
        copy.json("insert", butter, "--at", "0", "salted");
        assertNeedsSigningIn(copy);
        assertEquals(1, AccountCommandsTest.logIn(copy, server, "wrong\n").exit());
        server.stop();
        assertEquals(75, logIn(copy).exit());
        server.start();
        assertEquals(device(laptop), device(copy));

        var said = logIn(copy);

        assertEquals(0, said.exit(), said.err());
        assertEquals("Laptop (2)", said.json().get("deviceName").asText());
        assertNotEquals(device(laptop), device(copy));
        sync(copy, desk, laptop, copy);
        assertEquals(3, desk.json("list").size());
        assertEquals("salted", laptop.json("show", butter).get("body").asText());
        assertEquals(desk.viewHash(), copy.viewHash());

        desk.json("connection", "revoke", "Laptop (2)");
        copy.note("Sugar", "");
        assertNeedsSigningIn(copy);
        assertEquals(0, logIn(copy).exit());
        sync(copy, desk, laptop, copy);
        assertEquals(4, laptop.json("list").size());
        for (var profile : new TestProfile[] {laptop, copy}) {
            assertEquals(desk.viewHash(), profile.viewHash());
        }
    }
}
