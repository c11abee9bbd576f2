package org.odradek.store;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.delivery.KnownFacts;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.store.view.DeviceNames;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The profile of an open store, and what devices are called. Names other than the key file's are facts. Thread-safe.
final class OpenProfile implements Profile, DeviceNames {
    static final String NAME_FACT = "device.name.";
    private static final int ID_SHOWN = 8;

    private final Path folder;
    private final Supplier<ProfileIdentity> identity;
    private final KnownFacts facts;
    private final Consumer<ProfileIdentity> exchange;
    private final NameWriter names;

    /// Writes a fact durably.
    interface NameWriter {
        void put(String fact, byte[] content);
    }

    OpenProfile(
            Path folder,
            Supplier<ProfileIdentity> identity,
            KnownFacts facts,
            Consumer<ProfileIdentity> exchange,
            NameWriter names) {
        this.folder = folder;
        this.identity = identity;
        this.facts = facts;
        this.exchange = exchange;
        this.names = names;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public AccountId account() {
        return identity.get().account();
    }

    @Override
    public DeviceId device() {
        return identity.get().device();
    }

    @Override
    public String deviceName() {
        return of(device());
    }

    @Override
    public ProfileKeys keys() {
        return identity.get().keys();
    }

    @Override
    public DeviceId own() {
        return device();
    }

    @Override
    public String of(DeviceId device) {
        var named = facts.get(NAME_FACT + device);
        if (named != null) {
            return new String(named, StandardCharsets.UTF_8);
        }
        var self = identity.get();
        return device.equals(self.device())
                ? self.deviceName()
                : device.toString().substring(0, ID_SHOWN);
    }

    @Override
    public void nameDevice(DeviceId device, String name) {
        if (!name.equals(of(device))) {
            names.put(NAME_FACT + device, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public synchronized void replaceKeys(ProfileKeys keys) {
        var before = identity.get();
        boolean sameRoot =
                Arrays.equals(before.keys().rootPublic().sign(), keys.rootPublic().sign())
                        && Arrays.equals(before.keys().rootPublic().box(), keys.rootPublic().box());
        boolean keepsOlder = ContentKeys.goesOn(before.keys().contentKeys(), keys.contentKeys());
        if (!sameRoot || !keepsOlder) {
            throw new IllegalArgumentException("keys of another root, or older ones changed");
        }
        exchange.accept(before.withKeys(keys));
    }

    @Override
    public synchronized void takeContentKeys(List<byte[]> keys) {
        var before = keys();
        if (!ContentKeys.goesOn(keys, before.contentKeys())) {
            var together =
                    ContentKeys.together(before.contentKeys(), keys)
                            .orElseThrow(() -> new IllegalArgumentException("older keys changed"));
            replaceKeys(before.withContentKeys(together));
        }
    }
}
