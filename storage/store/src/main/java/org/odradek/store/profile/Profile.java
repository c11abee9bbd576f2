package org.odradek.store.profile;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;

import java.nio.file.Path;
import java.util.List;

/// Who this device is. A profile is an account in waiting: it makes its root and content key at first start. Thread-safe.
public interface Profile {
    Path folder();

    AccountId account();

    DeviceId device();

    String deviceName();

    /// The keys now in force.
    ProfileKeys keys();

    /// Notes durably a name that a person gave to a device of the account, this one included.
    void nameDevice(DeviceId device, String name);

    /// Exchanges the keys durably: further content keys, or the root's private part wiped. Entries that could not be read for want of
    /// a key are read now. Throws IllegalArgumentException when the root's public part or an older content key would change.
    void replaceKeys(ProfileKeys keys);

    /// Adds durably those of these content keys that are not known here, as [#replaceKeys] does; a list with their gaps. Throws
    /// IllegalArgumentException when one of them is known here as another.
    void takeContentKeys(List<byte[]> keys);
}
