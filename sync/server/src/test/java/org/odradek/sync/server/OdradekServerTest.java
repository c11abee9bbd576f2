package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.server.postgresql.CutLine;
import org.odradek.sync.server.postgresql.TestPostgresql;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

final class OdradekServerTest {
    @TempDir private Path folder;

    @Test
    void givenWrongUsage_whenStarted_thenOneSentenceAndTwo() throws IOException {
        var limits = Files.writeString(folder.resolve("limits"), "channel.entires=5");

        assertWrong(
                "Give --tls-cert and --tls-key, or --insecure-loopback for this machine alone.");
        assertWrong(
                "--port takes a number from 0 to 65535, not 70000.",
                "--insecure-loopback",
                "--port",
                "70000");
        assertWrong(
                "--wake takes in-process or postgresql, not pigeon.",
                "--insecure-loopback",
                "--wake",
                "pigeon");
        assertWrong(
                "--wake postgresql goes with --log jdbc:postgresql://HOST/DATABASE alone.",
                "--insecure-loopback",
                "--wake",
                "postgresql");
        assertWrong(
                "--log takes jdbc:h2:file:PATH or jdbc:postgresql://HOST/DATABASE, not jdbc:other.",
                "--insecure-loopback",
                "--log",
                "jdbc:other");
        assertWrong(
                "The limits file has an unknown key: channel.entires.",
                "--insecure-loopback",
                "--limits",
                limits.toString());
        assertWrong(
                "--wait-for-log takes a duration such as PT2M, or 0, not long.",
                "--insecure-loopback",
                "--wait-for-log",
                "long");
        assertWrong(
                "--wait-for-log takes a duration such as PT2M, or 0, not PT-1S.",
                "--insecure-loopback",
                "--wait-for-log",
                "PT-1S");
        assertWrong("Unknown option: '--nothing'", "--nothing");
    }

    @Test
    void givenLoopback_whenTermIsSent_thenItDrainsAndEndsWithZero() throws Exception {
        try (var server = ServerProcess.listening(folder.resolve("data"), "--insecure-loopback");
                var client = new TestClient(server.url())) {
            assertTrue(server.url().startsWith("http://127.0.0.1:"), server.url());
            assertEquals(200, client.get("/readyz").status());

            assertEquals(0, server.end());
        }
    }

    @Test
    void givenDataThatIsInUse_whenASecondServerStarts_thenOneSentenceAndSeventy() throws Exception {
        var data = folder.resolve("data");
        try (var server = ServerProcess.listening(data, "--insecure-loopback")) {
            var second =
                    ServerProcess.start(
                            "--insecure-loopback", "--port", "0", "--data", data.toString());
            var errors = ServerProcess.errors(second);

            assertEquals(70, second.waitFor(), server.url());
            assertTrue(errors.startsWith("The server does not start: "), errors);
            assertFalse(errors.contains("\tat "), errors);
        }
    }

    @Test
    void givenADatabaseThatIsAway_whenStarted_thenItSaysSoAndServesWhenTheDatabaseIsThere()
            throws Exception {
        var database = TestPostgresql.newDatabase();
        try (var line = new CutLine(TestPostgresql.port())) {
            line.cut();
            int port = freePort();
            var process = waiting(database, line.port(), port);
            try (var client = new TestClient("http://127.0.0.1:" + port)) {
                assertEquals(200, client.get("/healthz").status());
                assertEquals(503, client.get("/readyz").status());
                assertEquals(503, client.get("/v1/hello").status());

                line.mend();

                assertEquals(
                        "odradek-server listens at http://127.0.0.1:" + port,
                        process.inputReader(StandardCharsets.UTF_8).readLine());
                assertEquals(200, client.get("/readyz").status());
                process.destroy();
                assertEquals(0, process.waitFor());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void givenAServerThatWaitsForItsDatabase_whenTermIsSent_thenItEndsWithZero() throws Exception {
        try (var line = new CutLine(0)) {
            line.cut();
            var process = waiting("jdbc:postgresql://localhost:0/none?user=nobody", line.port(), 0);

            process.destroy();

            assertEquals(0, process.waitFor());
        }
    }

    @Test
    void givenADatabaseThatIsAway_whenThereIsNoPatience_thenOneSentenceAndSeventy()
            throws Exception {
        try (var line = new CutLine(0)) {
            line.cut();
            var errors = new StringWriter();
            var commandLine =
                    OdradekServer.commandLine()
                            .setErr(new PrintWriter(errors, true))
                            .setOut(new PrintWriter(errors, true));

            assertEquals(
                    70,
                    commandLine.execute(
                            "--insecure-loopback",
                            "--data",
                            folder.resolve("data").toString(),
                            "--log",
                            "jdbc:postgresql://localhost:" + line.port() + "/none?user=nobody",
                            "--wait-for-log",
                            "0"));
            var sentence = errors.toString();
            assertTrue(
                    sentence.startsWith(
                            "The server does not start: the database does not open: Connection to"),
                    sentence);
            assertEquals(1, sentence.lines().count());
        }
    }

    /// A server that has said that it waits for this database, behind a line that is cut.
    private Process waiting(String database, int linePort, int port) throws IOException {
        var process =
                ServerProcess.start(
                        "--insecure-loopback",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString(),
                        "--log",
                        database.replaceFirst(":[0-9]+/", ":" + linePort + "/"));
        var said = process.errorReader(StandardCharsets.UTF_8);
        for (var one = said.readLine(); ; one = said.readLine()) {
            if (one == null) {
                throw new IOException("it does not wait");
            }
            if (one.contains("The server waits for at most PT2M: the database does not open: ")) {
                return process;
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void givenACertificate_whenStarted_thenItSpeaksTls() throws Exception {
        var keyStore = selfSigned();
        try (var server =
                ServerProcess.listening(
                        folder.resolve("data"),
                        "--tls-cert",
                        pem(
                                "cert.pem",
                                "CERTIFICATE",
                                keyStore.getCertificate("server").getEncoded()),
                        "--tls-key",
                        pem(
                                "key.pem",
                                "PRIVATE KEY",
                                keyStore.getKey("server", "secret".toCharArray()).getEncoded()))) {
            var url = server.url().replace("0.0.0.0", "localhost");
            assertTrue(url.startsWith("https://"), url);
            try (var http = HttpClient.newBuilder().sslContext(trusting(keyStore)).build()) {
                var request = HttpRequest.newBuilder(URI.create(url + "/healthz")).build();

                assertEquals(
                        "ok\n", http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            }
            assertEquals(0, server.end());
        }
    }

    private static void assertWrong(String sentence, String... arguments) {
        var errors = new StringWriter();
        var commandLine = OdradekServer.commandLine().setErr(new PrintWriter(errors, true));

        assertEquals(2, commandLine.execute(arguments));
        assertEquals(sentence, errors.toString().strip());
    }

    private KeyStore selfSigned() throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                List.of(
                                        keytool,
                                        "-genkeypair",
                                        "-alias",
                                        "server",
                                        "-keyalg",
                                        "EC",
                                        "-dname",
                                        "CN=localhost",
                                        "-ext",
                                        "san=dns:localhost",
                                        "-keystore",
                                        file.toString(),
                                        "-storepass",
                                        "secret",
                                        "-storetype",
                                        "PKCS12"))
                        .start();
        assertEquals(0, process.waitFor());
        return KeyStore.getInstance(file.toFile(), "secret".toCharArray());
    }

    private String pem(String name, String kind, byte[] encoded) throws IOException {
        var text =
                "-----BEGIN "
                        + kind
                        + "-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(encoded)
                        + "\n-----END "
                        + kind
                        + "-----\n";
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static SSLContext trusting(KeyStore keyStore) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keyStore.getCertificate("server"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
