package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.keys.RecoveryKey;
import org.odradek.sync.protocol.wire.UserName;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Other passwords and recovery keys for the same account.
final class PasswordTest {
    private static final UserName ADA = new UserName("ada");

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private String recovery = "";

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        desk.note("Bread", "");
        var made = assertInstanceOf(AccountResult.Done.class, desk.create("ada", "first"));
        recovery = String.valueOf(made.recoveryKey());
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private void assertSignsIn(String password) throws IOException {
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", password));
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread"), laptop.titles());
    }

    private void assertWrong(String password) throws IOException {
        var refused = assertInstanceOf(Joining.Refused.class, laptop.logIn("ada", password));
        assertEquals("wrong-password", refused.code());
    }

    @Test
    void givenAChangedPassword_whenSigningIn_thenOnlyTheNewOneFits() throws IOException {
        var result = desk.passwords().change(desk.facts(), ADA, "first", "second");

        assertInstanceOf(AccountResult.Done.class, result);
        assertWrong("first");
        assertSignsIn("second");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
    }

    @Test
    void givenAWrongOldPassword_whenChanging_thenNothingChanges() throws IOException {
        var result = desk.passwords().change(desk.facts(), ADA, "wrong", "second");

        assertEquals(
                "wrong-password", assertInstanceOf(AccountResult.Refused.class, result).code());
        assertSignsIn("first");
    }

    @Test
    void givenAForgottenPassword_whenRecovered_thenTheNewOneFits() throws IOException {
        var key = RecoveryKey.parse(recovery.toLowerCase().replace("-", " ")).orElseThrow();

        var result = laptop.passwords().recover(laptop.facts(), ADA, key, "third");

        assertInstanceOf(AccountResult.Done.class, result);
        assertSignsIn("third");
    }

    @Test
    void givenANewRecoveryKey_whenRecovering_thenTheOldOneFitsNoMore() throws IOException {
        var made =
                assertInstanceOf(
                        AccountResult.Done.class,
                        desk.passwords().newRecoveryKey(desk.facts(), ADA, "first"));
        var newer = String.valueOf(made.recoveryKey());
        assertNotEquals(recovery, newer);

        var byOld = recover(recovery);
        var byNew = recover(newer);

        assertEquals(
                "wrong-recovery-key", assertInstanceOf(AccountResult.Refused.class, byOld).code());
        assertInstanceOf(AccountResult.Done.class, byNew);
    }

    private AccountResult recover(String key) {
        return laptop.passwords()
                .recover(laptop.facts(), ADA, RecoveryKey.parse(key).orElseThrow(), "third");
    }
}
