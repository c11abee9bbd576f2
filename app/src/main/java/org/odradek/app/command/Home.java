package org.odradek.app.command;

import org.odradek.store.Opening;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.account.Joining;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where a command's store comes from.
sealed interface Home {
    /// The service that delivers for this store in the background; empty when nobody does.
    Optional<SyncService> service();

    /// Why the profile cannot become another device while its store is open here; empty when it can.
    Optional<String> stays();

    /// Makes the profile the device that was enrolled, opens it as that and hands it on. The store from before is closed.
    Rehoming rehome(Joining.Enrolled enrolled, Consumer<Store> then) throws IOException;

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
        public Optional<String> stays() {
            return Optional.empty();
        }

        @Override
        public Rehoming rehome(Joining.Enrolled enrolled, Consumer<Store> then) throws IOException {
            var folder = store.profile().folder();
            store.close();
            var rehoming = enrolled.moveIn(folder, options);
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
        private static final String OPEN = "This profile is open; close it, then sign in.";

        @Override
        public Optional<SyncService> service() {
            return running.get();
        }

        @Override
        public Optional<String> stays() {
            return Optional.of(OPEN);
        }

        @Override
        public Rehoming rehome(Joining.Enrolled enrolled, Consumer<Store> then) {
            return new Rehoming.Refused(OPEN);
        }
    }
}
