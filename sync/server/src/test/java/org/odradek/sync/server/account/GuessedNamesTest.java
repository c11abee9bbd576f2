package org.odradek.sync.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.LogIn;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.TestClock;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.h2.H2AccountLog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the server does for somebody who tries names: the same for one that somebody has as for one that nobody has. Work is counted, since
/// a test that takes the time would depend on the machine.
final class GuessedNamesTest {
    private static final int DESK = 11;
    private static final UserName TAKEN = new UserName("maria");
    private static final UserName FREE = new UserName("mario");

    @TempDir private Path data;

    private final List<String> asked = new ArrayList<>();
    private AccountLog log;
    private Accounts accounts;

    @BeforeEach
    void open() {
        var clock = new TestClock();
        log =
                H2AccountLog.open(
                        ServerConfiguration.embeddedLog(data),
                        new Bytes(new byte[32]),
                        new SimpleMeterRegistry());
        var counted = counted(log);
        var controlLogs = new ControlLogs(counted);
        accounts =
                new Accounts(
                        counted,
                        controlLogs,
                        new Tokens(log.secret(), clock),
                        clock,
                        byte[]::new,
                        (_, _) -> {},
                        () -> 2);
        signUp(1, TAKEN);
        asked.clear();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    /// Notes what is asked of the log, each of which is one statement at its database.
    private AccountLog counted(AccountLog inner) {
        return (AccountLog)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {AccountLog.class},
                        (_, method, arguments) -> {
                            asked.add(method.getName());
                            try {
                                return method.invoke(inner, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private Accounts.Admission signUp(int number, UserName user) {
        var account = TestAccount.with(number, DESK);
        return accounts.signUp(
                new SignUp(TestCredentials.of(account, user.value(), 1), account.log()));
    }

    private List<String> askedBy(Runnable work) {
        asked.clear();
        work.run();
        return List.copyOf(asked);
    }

    @Test
    void givenATakenAndAFreeName_whenAskedForTheSalt_thenTheSameWorkAndAsLongAnAnswer() {
        var ofTaken = askedBy(() -> accounts.salt(TAKEN));
        var ofFree = askedBy(() -> accounts.salt(FREE));

        assertEquals(List.of("accountOf", "credentials"), ofTaken);
        assertEquals(ofTaken, ofFree);
        assertEquals(
                Wire.encode(accounts.salt(TAKEN)).length, Wire.encode(accounts.salt(FREE)).length);
    }

    @Test
    void givenATakenAndAFreeName_whenLoggedInWithAWrongKey_thenTheSameWork() {
        for (var by : LogIn.By.values()) {
            var key = TestKeys.bytes(32, 99);

            var ofTaken = askedBy(() -> accounts.logIn(new LogIn(TAKEN, by, key)));
            var ofFree = askedBy(() -> accounts.logIn(new LogIn(FREE, by, key)));

            assertEquals(List.of("accountOf", "credentials"), ofTaken);
            assertEquals(ofTaken, ofFree);
        }
    }

    /// Where there is room, a sign-up tells whether a name is taken, at the price of an account for each that is not.
    @Test
    void givenNoRoomForNewAccounts_whenSignedUpUnderATakenOrAFreeName_thenTheSameWorkAndAnswer() {
        signUp(2, new UserName("otto"));

        var ofTaken = askedBy(() -> signUp(3, TAKEN));
        var ofFree = askedBy(() -> signUp(3, FREE));

        assertEquals(ofTaken, ofFree);
        assertEquals(signUp(3, TAKEN), signUp(3, FREE));
    }
}
