package org.odradek.sync.server;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.KdfParameters;
import org.odradek.sync.protocol.wire.UserName;

/// Credentials of test accounts: keys stand for passwords.
public final class TestCredentials {
    public static final Bytes PASSWORD_KEY = TestKeys.bytes(32, 901);
    public static final Bytes RECOVERY_KEY = TestKeys.bytes(32, 902);

    private TestCredentials() {}

    public static Credentials of(TestAccount account, String user, long version) {
        return of(account, user, version, PASSWORD_KEY);
    }

    public static Credentials of(
            TestAccount account, String user, long version, Bytes passwordKey) {
        return new Credentials(
                        account.account(),
                        version,
                        new UserName(user),
                        TestKeys.bytes(16, 903),
                        KdfParameters.FLOOR,
                        Credentials.verifier(passwordKey),
                        TestKeys.bytes(100, 904),
                        Credentials.verifier(RECOVERY_KEY),
                        TestKeys.bytes(100, 905),
                        Credentials.unsigned())
                .signedBy(account.rootSign().getPrivate());
    }
}
