package org.odradek.sync.client.account;

import org.odradek.store.Rehoming;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.sync.client.account.AccountFacts.SignedIn;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Credentials;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What came of signing in on a further device.
public sealed interface Joining {
    /// The account has enrolled this device under `identity`. The caller closes the store, lets the profile become that device by
    /// [#moveIn], opens it and remembers the account by [#remember].
    ///
    /// @param held how many entries of the device that the profile was so far the account holds just as they are here, where it is
    ///     of this account already; else [#FROM_ELSEWHERE]
    record Enrolled(
            ProfileIdentity identity,
            SignedIn signedIn,
            Credentials credentials,
            List<Bytes> control,
            long held)
            implements Joining {
        static final long FROM_ELSEWHERE = -1;

        public Enrolled {
            control = List.copyOf(control);
        }

        /// Whether the profile was another device of this account so far.
        public boolean isAnew() {
            return held != FROM_ELSEWHERE;
        }

        /// Makes the profile in this folder, whose store is closed, that device: what the account does not hold is sealed anew.
        public Rehoming moveIn(Path folder, StoreOptions options) throws IOException {
            var rehoming =
                    isAnew()
                            ? Stores.reenrol(folder, identity, held, options)
                            : Stores.rehome(folder, identity, options);
            if (rehoming instanceof Rehoming.Done) {
                ComingDevice.forget(folder);
            }
            return rehoming;
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
