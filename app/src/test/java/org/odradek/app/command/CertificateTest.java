package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.http.Tls;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.wake.WakeKind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// A server with a certificate of its own: asked once, known by it from then on, and told when it shows another one.
final class CertificateTest {
    private static final String PASSWORD = "correct horse battery staple\n";

    @TempDir Path folder;
    private final Clock clock = Clock.system(ZoneOffset.UTC);

    @Test
    void givenAServerWithItsOwnCertificate_whenItIsTaken_thenItAndNoOtherIsTheServer()
            throws Exception {
        var first = selfSigned("first");
        var second = selfSigned("second");
        var desk = new TestProfile(folder.resolve("desk"), clock);
        var laptop = new TestProfile(folder.resolve("laptop"), clock);
        int port;
        try (var server = start(0, first)) {
            port = server.port();
            assertUntrusted(first, account(desk, server, "create"));
            assertTrue(desk.json("account", "status").get("user").isNull());
            assertUntrusted(
                    first, account(desk, server, "create", "--trust-certificate", print(second)));
            assertEquals(2, account(desk, server, "create", "--trust-certificate", "12:34").exit());

            var created = account(desk, server, "create", "--trust-certificate", print(first));
            assertEquals(0, created.exit(), created.out());
            assertEquals(plain(first), desk.json("account", "status").get("certificate").asText());
            assertUntrusted(first, account(laptop, server, "login"));
            var joined = account(laptop, server, "login", "--trust-certificate", print(first));
            assertEquals(0, joined.exit(), joined.out());
            laptop.note("Bread", "");
            assertEquals("up-to-date", laptop.json("sync").get("state").asText());
        }
        try (var _ = start(port, second)) {
            laptop.note("Butter", "");

            var sync = laptop.run("sync", "--json");

            assertEquals(1, sync.exit(), sync.out());
            assertEquals(
                    "The server shows a new certificate. Ask whoever runs it whether it is theirs: "
                            + print(second)
                            + ".",
                    sync.json().get("reason").asText());
            assertEquals(0, laptop.run("account", "trust", print(second)).exit());
            assertEquals("up-to-date", laptop.json("sync").get("state").asText());
        }
        try (var _ = start(port, second)) {
            assertEquals(0, desk.run("account", "trust", print(second)).exit());
            assertEquals("up-to-date", desk.json("sync").get("state").asText());
            assertEquals(2, desk.json("list").size());
        }
    }

    private static TestProfile.Said account(
            TestProfile profile, SyncServer server, String command, String... further) {
        var words =
                new ArrayList<>(
                        List.of(
                                "account",
                                command,
                                "--server",
                                server.url(),
                                "--user",
                                "ada",
                                "--json"));
        words.addAll(List.of(further));
        return profile.reading(PASSWORD, words.toArray(String[]::new));
    }

    private static void assertUntrusted(KeyStore shown, TestProfile.Said said) throws Exception {
        assertEquals(1, said.exit(), said.out());
        var error = said.json().get("error");
        assertEquals("certificate", error.get("code").asText());
        assertEquals(
                "Nobody vouches for the server's certificate. If whoever runs it says that it is"
                        + " theirs, add --trust-certificate \""
                        + print(shown)
                        + "\".",
                error.get("message").asText());
    }

    private SyncServer start(int port, KeyStore keys) throws IOException {
        var random = new SecureRandom();
        var data = folder.resolve("server");
        return SyncServer.start(
                new ServerConfiguration(
                        "127.0.0.1",
                        port,
                        data,
                        ServerConfiguration.embeddedLog(data),
                        WakeKind.IN_PROCESS,
                        keys,
                        Limits.DEFAULT,
                        null,
                        clock,
                        size -> {
                            var bytes = new byte[size];
                            random.nextBytes(bytes);
                            return bytes;
                        },
                        "0.1.0"));
    }

    /// A certificate for another host, as one has that was made on a machine which has moved since.
    private KeyStore selfSigned(String name) throws Exception {
        var file = folder.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=elsewhere.example",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                "secret",
                                "-storetype",
                                "PKCS12")
                        .inheritIO()
                        .start();
        assertEquals(0, process.waitFor());
        var made = KeyStore.getInstance(file.toFile(), "secret".toCharArray());
        var certificate = pem(name, "CERTIFICATE", made.getCertificate("server").getEncoded());
        var key =
                pem(
                        name,
                        "PRIVATE KEY",
                        made.getKey("server", "secret".toCharArray()).getEncoded());
        if (!(Tls.read(certificate, key) instanceof Tls.Reading.Read(var keys))) {
            throw new IllegalStateException("a fresh certificate cannot be read");
        }
        return keys;
    }

    private Path pem(String name, String kind, byte[] encoded) throws IOException {
        var lines =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded);
        return Files.writeString(
                folder.resolve(name + " " + kind),
                "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    private static byte[] hash(KeyStore keys) throws Exception {
        return MessageDigest.getInstance("SHA-256")
                .digest(keys.getCertificate("server").getEncoded());
    }

    private static String plain(KeyStore keys) throws Exception {
        return HexFormat.of().formatHex(hash(keys));
    }

    private static String print(KeyStore keys) throws Exception {
        var said = new StringBuilder();
        var digits = HexFormat.of().withUpperCase().formatHex(hash(keys));
        for (int i = 0; i < digits.length(); i += 4) {
            said.append(i == 0 ? "" : " ").append(digits, i, i + 4);
        }
        return said.toString();
    }
}
