package org.odradek.sync.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.ControlPage;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.KdfParameters;
import org.odradek.sync.protocol.wire.LogIn;
import org.odradek.sync.protocol.wire.LogInAnswer;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.SaltAnswer;
import org.odradek.sync.protocol.wire.SaltQuery;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.TestClient;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

final class LogInTest {
    private static final int DESK = 11;
    private static final int LAPTOP = 12;
    private static final UserName MARIA = new UserName("maria");

    @TempDir private Path data;

    private final TestAccount account = TestAccount.with(1, DESK);
    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(data, Limits.DEFAULT);
        client = server.client();
        client.signUp(account, "maria");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void givenThePasswordsKey_whenLoggedIn_thenANewDeviceCanBeEnrolled() throws IOException {
        var loggedIn =
                assertInstanceOf(
                        LogInAnswer.LoggedIn.class,
                        logIn(MARIA, LogIn.By.PASSWORD, TestCredentials.PASSWORD_KEY));
        assertEquals(account.log(), loggedIn.control());
        assertEquals(TestCredentials.of(account, "maria", 1), loggedIn.credentials());
        account.byRoot(TestAccount.enrolled(LAPTOP, 1));

        var append = new ControlAppend(account.account(), List.of(account.log().getLast()));
        assertEquals(
                new ControlAnswer.Appended(3),
                client.post("/v1/control", append).as(ControlAnswer.class));

        client.withToken(loggedIn.token().value());
        assertEquals(
                new ControlPage(account.log()),
                client.get("/v1/control?after=0").as(ControlPage.class));
        var laptop = new TestDevice(account.account(), LAPTOP);
        assertInstanceOf(SessionAnswer.Opened.class, client.session(laptop));
    }

    @Test
    void givenTheRecoveryKey_whenLoggedIn_thenIn() throws IOException {
        assertInstanceOf(
                LogInAnswer.LoggedIn.class,
                logIn(MARIA, LogIn.By.RECOVERY_KEY, TestCredentials.RECOVERY_KEY));
    }

    @Test
    void givenWrongKeysOrAnUnknownName_whenLoggedIn_thenTheSameAnswer() throws IOException {
        var wrong = new LogInAnswer.WrongCredentials();

        assertEquals(wrong, logIn(MARIA, LogIn.By.PASSWORD, TestCredentials.RECOVERY_KEY));
        assertEquals(wrong, logIn(MARIA, LogIn.By.RECOVERY_KEY, TestCredentials.PASSWORD_KEY));
        assertEquals(
                wrong,
                logIn(new UserName("nobody"), LogIn.By.PASSWORD, TestCredentials.PASSWORD_KEY));
    }

    @Test
    void givenAnUnknownName_whenAskedForTheSalt_thenAConstantOneThatDiffersByName()
            throws IOException {
        var nobody = salt("nobody");

        assertEquals(nobody, salt("Nobody "));
        assertNotEquals(nobody.salt(), salt("somebody").salt());
        assertEquals(KdfParameters.FLOOR, nobody.kdf());
        assertEquals(TestCredentials.of(account, "maria", 1).salt(), salt("maria").salt());
    }

    @Test
    void givenALogIn_whenCredentialsChange_thenOnlyTheNewKeyOpensAndOnlyTheRootMay()
            throws IOException {
        var newKey = TestKeys.bytes(32, 50);
        var second = TestCredentials.of(account, "maria", 2, newKey);
        var unsigned = TestCredentials.of(TestAccount.with(2, DESK), "maria", 3, newKey);
        assertEquals(401, client.send("PUT", "/v1/credentials", Wire.encode(second)).status());
        var loggedIn =
                assertInstanceOf(
                        LogInAnswer.LoggedIn.class,
                        logIn(MARIA, LogIn.By.PASSWORD, TestCredentials.PASSWORD_KEY));
        client.withToken(loggedIn.token().value());

        assertEquals(422, client.send("PUT", "/v1/credentials", Wire.encode(unsigned)).status());
        assertEquals(
                new CredentialsAnswer.Changed(),
                client.send("PUT", "/v1/credentials", Wire.encode(second))
                        .as(CredentialsAnswer.class));

        assertEquals(second, client.get("/v1/credentials").as(Credentials.class));
        assertInstanceOf(
                LogInAnswer.WrongCredentials.class,
                logIn(MARIA, LogIn.By.PASSWORD, TestCredentials.PASSWORD_KEY));
        assertInstanceOf(LogInAnswer.LoggedIn.class, logIn(MARIA, LogIn.By.PASSWORD, newKey));
    }

    @Test
    void givenALogInToken_whenUsedForEntries_thenNotAuthenticated() throws IOException {
        var loggedIn =
                assertInstanceOf(
                        LogInAnswer.LoggedIn.class,
                        logIn(MARIA, LogIn.By.PASSWORD, TestCredentials.PASSWORD_KEY));

        var answer = client.withToken(loggedIn.token().value()).get("/v1/heads");

        assertEquals(401, answer.status());
    }

    @Test
    void givenManyGuesses_whenTheRateIsUsedUp_thenTooManyUntilTimePasses() throws IOException {
        for (int i = 0; i < 10; i++) {
            logIn(MARIA, LogIn.By.PASSWORD, TestKeys.bytes(32, i));
        }
        var message = new LogIn(MARIA, LogIn.By.PASSWORD, TestCredentials.PASSWORD_KEY);

        var refused = client.post("/v1/log-in", message);

        assertEquals(429, refused.status());
        assertEquals(new Refusal.TooMany(6_000), refused.as(Refusal.class));
        server.clock().advance(Duration.ofSeconds(6));
        assertEquals(200, client.post("/v1/log-in", message).status());
    }

    @Test
    void givenSignUpsThatProveNothing_whenSent_thenRefused() throws IOException {
        var other = TestAccount.with(2, DESK);
        var foreignCredentials = new SignUp(TestCredentials.of(account, "otto", 1), other.log());
        var noDevice =
                new SignUp(TestCredentials.of(other, "otto", 1), List.of(other.log().getFirst()));
        var garbage =
                new SignUp(TestCredentials.of(other, "otto", 1), List.of(new Bytes(new byte[100])));

        assertEquals(422, client.post("/v1/sign-up", foreignCredentials).status());
        assertEquals(422, client.post("/v1/sign-up", noDevice).status());
        assertEquals(422, client.post("/v1/sign-up", garbage).status());
        assertEquals(new SignUpAnswer.NameTaken(), client.signUp(other, "maria"));
        assertTrue(client.signUp(other, "otto") instanceof SignUpAnswer.SignedUp);
    }

    @Test
    void givenAsManyAccountsAsThereMayBe_whenSignedUp_thenNoNewOnesButTheSameOnes()
            throws IOException {
        client.close();
        server.close();
        server = new TestServer(data, Limits.DEFAULT.withAccounts(2));
        client = server.client();
        var second = TestAccount.with(2, DESK);

        assertInstanceOf(SignUpAnswer.SignedUp.class, client.signUp(second, "otto"));
        assertEquals(
                new SignUpAnswer.NoNewAccounts(), client.signUp(TestAccount.with(3, DESK), "eve"));

        assertInstanceOf(SignUpAnswer.SignedUp.class, client.signUp(second, "otto"));
        assertInstanceOf(SignUpAnswer.SignedUp.class, client.signUp(account, "maria"));
    }

    private LogInAnswer logIn(UserName user, LogIn.By by, Bytes key) throws IOException {
        return client.post("/v1/log-in", new LogIn(user, by, key)).as(LogInAnswer.class);
    }

    private SaltAnswer salt(String user) throws IOException {
        return client.post("/v1/salt", new SaltQuery(new UserName(user))).as(SaltAnswer.class);
    }
}
