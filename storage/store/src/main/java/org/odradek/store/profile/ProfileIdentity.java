package org.odradek.store.profile;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;

/// Everything that the key file of a profile says: whose it is, which device, what it is called, and its keys.
public record ProfileIdentity(
        AccountId account, DeviceId device, String deviceName, ProfileKeys keys) {
    public ProfileIdentity withKeys(ProfileKeys newKeys) {
        return new ProfileIdentity(account, device, deviceName, newKeys);
    }

    public ProfileIdentity named(String newName) {
        return new ProfileIdentity(account, device, newName, keys);
    }
}
