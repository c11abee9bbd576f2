package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.task.LibRecurrences;
import org.odradek.store.Opening;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

final class BackgroundSyncTest {
    @TempDir Path folder;

    @Test
    void givenADeliveryThatHasEnded_whenDevicesAreAskedFor_thenNobodyIsDisturbed() {
        var options = StoreOptions.of(Clock.systemUTC(), new LibRecurrences(), "Laptop");
        var opening = Stores.open(folder.resolve("profile"), options);
        try (var store = assertInstanceOf(Opening.Opened.class, opening).store()) {
            var delivery =
                    new BackgroundSync(
                            store,
                            options.clock(),
                            new SecureRandom(),
                            (_, _) -> Optional.empty(),
                            _ -> {
                                throw new AssertionError("nobody signs in");
                            });
            var devices = delivery.devices();
            delivery.close();

            assertDoesNotThrow(
                    () ->
                            devices.known(
                                    _ -> {
                                        throw new AssertionError("nobody is there to answer");
                                    }));
        }
    }
}
