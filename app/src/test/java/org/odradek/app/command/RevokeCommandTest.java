package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;

/// Removing a device by the command that a person gives, with a real server.
class RevokeCommandTest {
    @TempDir Path folder;
    private TestServer server;
    private TestProfile desk;
    private TestProfile laptop;

    @BeforeEach
    void open() throws IOException {
        var clock = Clock.system(ZoneOffset.UTC);
        server = new TestServer(folder.resolve("server"));
        desk = new TestProfile(folder.resolve("desk"), clock);
        laptop = new TestProfile(folder.resolve("laptop"), clock);
        desk.note("Bread", "");
        assertEquals(0, AccountCommandsTest.create(desk, server).exit());
        assertEquals("up-to-date", desk.json("sync").get("state").asText());
        assertEquals(
                0, AccountCommandsTest.logIn(laptop, server, AccountCommandsTest.PASSWORD).exit());
        assertEquals("up-to-date", laptop.json("sync").get("state").asText());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static JsonNode refused(int exit, String code, TestProfile.Said said) {
        assertEquals(exit, said.exit(), said.out());
        var error = said.json().get("error");
        assertEquals(code, error.get("code").asText());
        assertEquals(1, error.get("message").asText().lines().count());
        return error.get("message");
    }

    @Test
    void givenAnotherDevice_whenRevokedByName_thenItSaysSoAndItsIdIsKnown() {
        var device = laptop.json("account", "status").get("device").asText();

        var revoked = desk.json("connection", "revoke", "Laptop");

        assertEquals(device, revoked.get("id").asText());
        assertEquals("Laptop", revoked.get("name").asText());
        assertEquals("revoked", revoked.get("state").asText());
        laptop.note("Tea", "");
        var synced = laptop.run("sync", "--json");
        assertEquals(1, synced.exit());
        assertEquals("needs-you", synced.json().get("state").asText());
        assertEquals(
                "This device was removed from the account. Nothing is lost here; sign in again to"
                        + " join it anew, with what was written here since.",
                synced.json().get("reason").asText());
        assertEquals(2, laptop.json("list").size());
        for (var connection : desk.json("connections")) {
            boolean isLaptop = connection.get("id").asText().equals(device);
            assertEquals(isLaptop ? "revoked" : "active", connection.get("state").asText());
        }
        assertEquals(
                "“Laptop” was removed before.",
                refused(1, "not-possible", desk.run("connection", "revoke", device, "--json"))
                        .asText());
    }

    @Test
    void givenWhatIsNoOtherDevice_whenRevoked_thenOneSentenceAndNothingChanges() {
        refused(1, "not-found", desk.run("connection", "revoke", "Tablet", "--json"));
        assertEquals(
                "This is “Desk PC” itself; remove it from another device.",
                refused(1, "not-possible", desk.run("connection", "revoke", "Desk PC", "--json"))
                        .asText());
        desk.json("connection", "rename", "Desk PC", "Laptop");
        refused(1, "ambiguous", desk.run("connection", "revoke", "Laptop", "--json"));
        assertEquals(2, desk.run("connection", "revoke").exit());

        assertEquals("up-to-date", laptop.json("sync").get("state").asText());
    }

    @Test
    void givenNoAnswerOrNoAccount_whenRevoked_thenNothingChanges() throws IOException {
        server.stop();
        assertEquals(75, desk.run("connection", "revoke", "Laptop", "--json").exit());
        server.start();
        assertEquals("up-to-date", laptop.json("sync").get("state").asText());

        desk.json("account", "logout");
        refused(1, "not-possible", desk.run("connection", "revoke", "Laptop", "--json"));
    }
}
