package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Button;
import javafx.scene.control.Label;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.place.Place;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.client.account.AccountFacts;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// The third device beside the demo's windows: it stays away for long, and comes back with a note of its own.
final class DemoThirdDeviceTest {
    private static final String GOES_ON = "Tablet's story goes on when the network is switched on.";

    private static final double LIST_BESIDE_EDITOR_PX = 960;

    @TempDir Path folder;
    private DemoFixture demo;

    @BeforeEach
    void open() throws Exception {
        demo = new DemoFixture(folder, LocalDate.of(2026, 11, 24));
    }

    @AfterEach
    void close() throws Exception {
        demo.close();
    }

    @Test
    void givenAllStepsDone_whenTheTabletIsAskedFor_thenItsNoteComesToBothWindowsByItself()
            throws Exception {
        assertFalse(isOffered(), "it comes after the steps");
        demo.disagree();
        assertFalse(isOffered(), "it comes after the last step");
        demo.decide();
        assertTrue(isOffered());
        for (var side : both()) {
            demo.robot.interact(
                    () -> {
                        side.stage.setX(0);
                        side.stage.setWidth(LIST_BESIDE_EDITOR_PX);
                    });
            side.go(new Place.All());
        }

        demo.thirdDevice();
        assertFalse(isOffered(), "once is enough");
        assertFalse(demo.bar("demoDone", Label.class).isVisible());

        for (var side : both()) {
            DemoFixture.until(() -> side.says("Written on the train"));
            DemoFixture.until(() -> side.says("Winter tyres"));
        }
        DemoFixture.until(
                () ->
                        demo.thirdSentence()
                                .equals("All three show the same, Tablet's own note included."));
        assertEquals(demo.laptop.store.view().viewHash(), demo.desk.store.view().viewHash());
        for (var side : both()) {
            side.go(new Place.Devices());
            var state = side.node("deviceState-" + tablet(side), Label.class);
            DemoFixture.until(
                    () -> DemoFixture.onFx(state::getText).equals("Gets every edit at once."));
        }
    }

    @Test
    void givenACutNetwork_whenTheTabletIsAskedFor_thenItsStoryWaitsAndClosingEndsIt()
            throws Exception {
        demo.disagree();
        demo.decide();
        demo.network(false);

        demo.thirdDevice();

        DemoFixture.until(() -> demo.thirdSentence().equals(GOES_ON));
        demo.laptop.write("Both go on working.", true);
        assertTrue(isTold());
        demo.close();
        assertFalse(isTold());
    }

    private List<DemoFixture.Side> both() {
        return List.of(demo.laptop, demo.desk);
    }

    private boolean isOffered() {
        var button = demo.bar("demoThirdDevice", Button.class);
        return DemoFixture.onFx(() -> DemoFixture.isShown(button));
    }

    /// Whether the story's thread is there.
    private static boolean isTold() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("odradek-demo-third"));
    }

    private static DeviceId tablet(DemoFixture.Side side) {
        var account = side.store.profile().account();
        return new AccountFacts(side.store.facts())
                .controlLog(account).orElseThrow().devices().keySet().stream()
                        .filter(id -> side.store.view().deviceName(id).equals("Tablet"))
                        .findFirst()
                        .orElseThrow();
    }
}
