package org.odradek.app.command;

import org.odradek.store.Opening;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.sync.client.SyncService;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where a command's store comes from.
sealed interface Home {
    /// The service that delivers for this store in the background; empty when nobody does.
    Optional<SyncService> service();

    /// Makes the profile another account's device, opens it as that and hands it on. The store from before is closed.
    Rehoming rehome(ProfileIdentity identity, Consumer<Store> then) throws IOException;

    /// The process of one command has opened the profile for itself.
    final class Own implements Home {
        private final StoreOptions options;
        private Store store;

        Own(Store store, StoreOptions options) {
            this.store = store;
            this.options = options;
        }

        @Override
        public Optional<SyncService> service() {
            return Optional.empty();
        }

        @Override
        public Rehoming rehome(ProfileIdentity identity, Consumer<Store> then) throws IOException {
            var folder = store.profile().folder();
            store.close();
            var rehoming = Stores.rehome(folder, identity, options);
            switch (Stores.open(folder, options)) {
                case Opening.Opened(var opened) -> {
                    store = opened;
                    if (rehoming instanceof Rehoming.Done) {
                        then.accept(opened);
                    }
                }
                case Opening other -> throw new IOException("the profile does not open: " + other);
            }
            return rehoming;
        }

        void close() {
            store.close();
        }
    }

    /// Another process's command is carried out on a store that this process shows or delivers for.
    ///
    /// @param running asked at each command, since the person may have signed in meanwhile
    record Shared(Supplier<Optional<SyncService>> running) implements Home {
        @Override
        public Optional<SyncService> service() {
            return running.get();
        }

        @Override
        public Rehoming rehome(ProfileIdentity identity, Consumer<Store> then) {
            return new Rehoming.Refused("This profile is open; close it, then sign in.");
        }
    }
}
