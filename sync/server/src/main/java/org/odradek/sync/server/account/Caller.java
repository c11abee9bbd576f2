package org.odradek.sync.server.account;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;

/// Who is calling, as a token proves it.
public sealed interface Caller {
    AccountId account();

    /// Somebody who knows the password or the recovery key.
    record Person(AccountId account) implements Caller {}

    /// A device that has signed a challenge.
    record Device(AccountId account, DeviceId device) implements Caller {}
}
