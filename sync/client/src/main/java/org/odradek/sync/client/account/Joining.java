package org.odradek.sync.client.account;

import org.odradek.store.profile.ProfileIdentity;
import org.odradek.sync.client.account.AccountFacts.SignedIn;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Credentials;

import java.util.List;

/// What came of signing in on a further device.
public sealed interface Joining {
    /// The account has enrolled this device under `identity`. The caller closes the store, makes the profile that device's
    /// (re-sealing what it holds), opens it and remembers the account by [#remember].
    record Enrolled(
            ProfileIdentity identity,
            SignedIn signedIn,
            Credentials credentials,
            List<Bytes> control)
            implements Joining {
        public Enrolled {
            control = List.copyOf(control);
        }

        /// Writes the account down in the profile that is now its device.
        public void remember(AccountFacts facts) {
            facts.signIn(signedIn, credentials, control);
        }
    }

    /// The profile is a device of this account already; it only signs in again.
    record SameAccount(SignedIn signedIn, Credentials credentials, List<Bytes> control)
            implements Joining {
        public SameAccount {
            control = List.copyOf(control);
        }
    }

    record Refused(String code, String sentence) implements Joining {}

    record NoAnswer() implements Joining {}
}
