package org.odradek.store.profile;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;

import java.nio.file.Path;

/// Who this device is. A profile is an account in waiting: it makes its root and content key at first start. Thread-safe.
public interface Profile {
    Path folder();

    AccountId account();

    DeviceId device();

    String deviceName();

    /// The keys now in force.
    ProfileKeys keys();
}
