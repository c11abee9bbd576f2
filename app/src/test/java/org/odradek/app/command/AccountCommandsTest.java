package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Signing up, in and out by the commands that a person gives, with a real server.
class AccountCommandsTest {
    static final String PASSWORD = "correct horse battery staple\n";

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
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    static TestProfile.Said create(TestProfile profile, TestServer server) {
        return profile.reading(PASSWORD, words(server, "create", "Desk PC"));
    }

    static TestProfile.Said logIn(
            TestProfile profile, TestServer server, String password, String... further) {
        var words = new ArrayList<>(List.of(words(server, "login", "Laptop")));
        words.addAll(List.of(further));
        return profile.reading(password, words.toArray(String[]::new));
    }

    static String[] words(TestServer server, String command, String device) {
        return new String[] {
            "account",
            command,
            "--server",
            server.url(),
            "--user",
            "ada",
            "--device",
            device,
            "--json"
        };
    }

    @Test
    void givenASilentServer_whenAnAccountIsMade_thenNothingChanged() throws IOException {
        server.stop();

        var created = create(desk, server);

        assertEquals(75, created.exit());
        assertEquals("", created.err());
        assertTrue(created.json().get("user").isNull());
        assertTrue(desk.json("account", "status").get("user").isNull());
    }

    @Test
    void givenAnAccount_whenWordsAreWrong_thenOneSentenceAndNothingChanges() {
        laptop.note("Tea", "");
        assertEquals(0, create(desk, server).exit());

        assertRefused("wrong-password", logIn(laptop, server, "wrong\n"));
        assertRefused(
                "not-trusted", logIn(laptop, server, PASSWORD, "--trust-root", "00".repeat(32)));
        assertRefused(
                "signed-in",
                desk.reading(
                        PASSWORD,
                        "account",
                        "login",
                        "--server",
                        server.url(),
                        "--user",
                        "bob",
                        "--json"));
        assertRefused("wrong-password", logIn(desk, server, "wrong\n"));
        assertEquals(0, logIn(desk, server, PASSWORD).exit());
        assertEquals("up-to-date", desk.json("sync").get("state").asText());
        assertEquals(2, logIn(laptop, server, "").exit());
        var http =
                laptop.reading(
                        PASSWORD,
                        "account",
                        "login",
                        "--server",
                        "http://notes.example",
                        "--user",
                        "ada");
        assertEquals(2, http.exit());
        assertEquals(1, http.errLines().size(), http.err());

        var status = laptop.json("account", "status");
        assertTrue(status.get("user").isNull() && status.get("server").isNull());
        assertTrue(status.get("rootFingerprint").isNull());
        assertEquals("Tea", laptop.only("list").get("title").asText());
        assertEquals("local", laptop.json("sync").get("state").asText());
        assertEquals("[]", laptop.json("connections").toString());
    }

    private static void assertRefused(String code, TestProfile.Said said) {
        var error = said.json().get("error");
        assertEquals(1, said.exit(), said.out());
        assertEquals(code, error.get("code").asText());
        assertEquals(1, error.get("message").asText().lines().count());
    }

    @Test
    void givenAnAccount_whenLoggedOutAndPasswordsChange_thenEverythingStaysAndTheNewOneCounts() {
        desk.note("Bread", "");
        var recovery = create(desk, server).json().get("recoveryKey").asText();
        desk.json("sync");
        assertEquals("ada", desk.json("account", "status").get("user").asText());

        assertTrue(desk.json("account", "logout").get("user").isNull());
        assertEquals(1, desk.run("account", "logout").exit());
        assertEquals("local", desk.json("sync").get("state").asText());
        desk.note("Butter", "");
        assertEquals(0, logIn(desk, server, PASSWORD).exit());
        assertEquals("up-to-date", desk.json("sync").get("state").asText());

        var changed = desk.reading(PASSWORD + "second\n", "account", "change-password", "--json");
        assertEquals(0, changed.exit(), changed.out());
        var recovered = laptop.reading(recovery + "\nthird\n", words(server, "recover", "Laptop"));
        assertEquals(0, recovered.exit(), recovered.out());
        assertEquals("up-to-date", laptop.json("sync").get("state").asText());
        assertEquals(desk.json("list"), laptop.json("list"));
    }
}
