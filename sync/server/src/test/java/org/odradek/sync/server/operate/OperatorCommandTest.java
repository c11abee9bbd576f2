package org.odradek.sync.server.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.server.OdradekServer;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipFile;

/// The operator's commands, asked of a running server and of a folder alone.
final class OperatorCommandTest {
    private static final int DESK = 11;

    @TempDir private Path folder;

    private final TestAccount maria = TestAccount.with(1, DESK);
    private final TestAccount ada = TestAccount.with(2, DESK);
    private final TestDevice desk = new TestDevice(maria.account(), DESK);

    private record Ran(int exit, String out, String err) {}

    private static Ran run(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exit =
                OdradekServer.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(words);
        return new Ran(exit, out.toString().strip(), err.toString().strip());
    }

    @Test
    void givenARunningServer_whenAsked_thenItAnswersAndWithoutItTheFolderDoes() throws Exception {
        var data = folder.resolve("data");
        var name = TestKeys.bytes(32, 1).toHex();
        try (var server = new TestServer(data, Limits.DEFAULT);
                var client = server.client()) {
            client.signUp(maria, "maria");
            client.signUp(ada, "ada");
            client.session(desk);
            client.send("PUT", "/v1/blobs/" + name, new byte[300]);
            desk.write(2);
            client.push(desk, 1);
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("operator"))));

            var list = run("account", "list", "--data", data);
            assertEquals(3, list.out().lines().count());
            assertTrue(list.out().contains(maria.account() + "\tmaria\t"), list.out());
            assertTrue(list.out().contains("\t300\t1\t"), list.out());
            var verify = run("verify", "--data", data);
            assertEquals(1, verify.exit());
            assertEquals(
                    "A server runs with the folder " + data + ": back it up and verify that.",
                    verify.err());
            assertEquals(0, run("backup", "--data", data, "--to", folder.resolve("b.zip")).exit());
            assertEquals(
                    new Ran(1, "", "There is no account of nobody."),
                    run("account", "delete", "--data", data, "--user", "nobody"));
        }

        assertEquals(list(data), 3);
        assertEquals(0, run("verify", "--data", data).exit());
        assertEquals(0, run("verify", "--from", folder.resolve("b.zip")).exit());
        var restored = folder.resolve("restored");
        var restore = run("restore", "--data", restored, "--from", folder.resolve("b.zip"));
        assertEquals(0, restore.exit(), restore.err());
        assertEquals(list(restored), 3);
        assertEquals(
                new Ran(
                        1,
                        "",
                        "No server runs with the folder "
                                + folder.resolve("none")
                                + ", and it holds no log itself."),
                run("account", "list", "--data", folder.resolve("none")));
    }

    private static long list(Path data) {
        return run("account", "list", "--data", data).out().lines().count();
    }

    @Test
    void givenAnAccount_whenExportedAndDeleted_thenTheFileHoldsItAllAndTheServerNothing()
            throws Exception {
        var data = folder.resolve("data");
        var file = folder.resolve("maria.zip");
        var name = TestKeys.bytes(32, 1).toHex();
        try (var server = new TestServer(data, Limits.DEFAULT);
                var client = server.client()) {
            client.signUp(maria, "maria");
            client.signUp(ada, "ada");
            client.session(desk);
            client.send("PUT", "/v1/blobs/" + name, new byte[300]);
            desk.write(2);
            client.push(desk, 1);

            assertEquals(
                    0,
                    run("account", "export", "--data", data, "--user", "maria", "--to", file)
                            .exit());
            try (var zip = new ZipFile(file.toFile())) {
                assertEquals(300, zip.getEntry("blobs/" + name).getSize());
                assertTrue(zip.getEntry("log").getSize() > 500);
                assertEquals(maria.log().getFirst().size(), zip.getEntry("control/1").getSize());
            }
            assertEquals(0, run("account", "delete", "--data", data, "--user", "maria").exit());

            assertInstanceOf(SessionAnswer.UnknownAccount.class, client.session(desk));
            assertEquals(0, filesOf(maria, data));
            assertEquals(new SignUpAnswer.SignedUp(maria.account()), client.signUp(maria, "maria"));
        }
        assertEquals(0, run("verify", "--data", data).exit());
    }

    private static long filesOf(TestAccount account, Path data) throws IOException {
        try (var files = Files.walk(data.resolve("blobs").resolve(account.account().toString()))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void givenWrongUsage_whenAsked_thenOneSentenceAndTwo() {
        assertEquals(2, run("backup", "--data", folder).exit());
        assertEquals(2, run("verify").exit());
        assertEquals(new Ran(2, "", "Say list, export or delete."), run("account"));
        assertFalse(run("restore", "--data", folder).err().isEmpty());
    }
}
