package org.odradek.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.control.Labeled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.Store;
import org.testfx.util.WaitForAsyncUtils;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The disk takes its time.
final class SlowDiskTest {
    private static final int COMES_MAX_S = 60;

    @TempDir Path folder;
    private final CountDownLatch disk = new CountDownLatch(1);

    /// The same store, whose first write takes as long as the test likes.
    private Store slow(Store store) {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("submit")) {
                                disk.await();
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void givenAnEditThatIsNotWrittenForLong_whenWaitedFor_thenTheStatusSaysSoUntilItIs()
            throws Exception {
        try (var ui = new WindowFixture(folder, this::slow)) {
            assertEquals("On this device only", status(ui));
            ui.robot.interact(
                    () ->
                            ui.window().commands().stream()
                                    .filter(each -> each.id().equals("note"))
                                    .forEach(each -> each.run().run()));

            WaitForAsyncUtils.waitFor(
                    COMES_MAX_S, TimeUnit.SECONDS, () -> status(ui).equals("Writing to disk…"));
            disk.countDown();
            ui.settle();

            assertEquals("On this device only", status(ui));
        } finally {
            disk.countDown();
        }
    }

    private static String status(WindowFixture ui) {
        return ui.node("syncStatus", Labeled.class).getText();
    }
}
