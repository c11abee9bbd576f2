package org.odradek.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.Store;
import org.odradek.store.view.ListQuery;
import org.testfx.util.WaitForAsyncUtils;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The store meets a fault while somebody types.
final class FaultWhileTypingTest {
    private static final int KEPT_MAX_S = 60;

    @TempDir Path folder;
    private final AtomicInteger faultsLeft = new AtomicInteger();
    private WindowFixture desk;

    @BeforeEach
    void open() throws Exception {
        desk = new WindowFixture(folder, this::faulty);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    /// The same store, which takes nothing while faults are left.
    private Store faulty(Store store) {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("submit")
                                    && faultsLeft.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                                throw new IllegalStateException("a fault, as the test wants it");
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void givenAFaultOfTheStore_whenSomebodyTypes_thenItIsKeptLaterWithWhatIsTypedMeanwhile()
            throws Exception {
        desk.command("note");
        desk.type("Trip to Bergen");
        desk.press(KeyCode.ENTER);
        faultsLeft.set(1);
        desk.type("tickets");
        desk.type(" and a map");

        assertEquals(0, faultsLeft.get());
        // It is offered again after a few seconds, for which a window counts as still.
        WaitForAsyncUtils.waitFor(
                KEPT_MAX_S, TimeUnit.SECONDS, () -> body().equals("tickets and a map"));
    }

    private String body() {
        var view = desk.stores.here.view();
        var all =
                ListQuery.of(
                        new ListQuery.Scope.All(), ListQuery.Sort.TITLE, LocalDate.of(2026, 1, 1));
        return view.item(view.ids(all).getFirst()).orElseThrow().body();
    }
}
