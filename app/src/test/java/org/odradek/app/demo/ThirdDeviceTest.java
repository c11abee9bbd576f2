package org.odradek.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.connection.Connections;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/// What the third device's story says when it does not come to its end.
final class ThirdDeviceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir Path folder;

    @Test
    void givenNoServerAnyMore_whenTheStoryBegins_thenItSaysThatItFailed() throws Exception {
        try (var devices = TwoDevices.ready(folder, TODAY);
                var third = new ThirdDevice(devices, Duration.ZERO)) {
            devices.close();
            var told = new LinkedBlockingQueue<Chapter>();

            third.begin(devices.laptop(), devices.desk(), new Network(), told::add);

            assertEquals(Chapter.FAILED, told.take());
        }
    }

    @Test
    void givenALongTimeToRead_whenTheDemoEnds_thenTheStoryEndsWithoutAWord() throws Exception {
        try (var devices = TwoDevices.start(folder, TODAY)) {
            devices.signUp();
            devices.join();
            var third = new ThirdDevice(devices, Duration.ofHours(1));
            var told = new LinkedBlockingQueue<Chapter>();
            var begun = new CountDownLatch(1);

            third.begin(
                    devices.laptop(),
                    devices.desk(),
                    new Network(),
                    chapter -> {
                        told.add(chapter);
                        begun.countDown();
                    });
            begun.await();
            third.close();

            assertEquals(List.of(Chapter.JOINS), List.copyOf(told));
            // The story's device is given free, too.
            devices.newDevice(LongAbsence.TABLET).close();
        }
    }

    @Test
    void givenTheTwoOthersOutOfTouch_whenTheStoryIsPlayed_thenItEndsWhileTheTabletIsAway()
            throws IOException {
        try (var devices = TwoDevices.start(folder, TODAY)) {
            devices.signUp();
            try (var tablet = devices.newDevice(LongAbsence.TABLET)) {
                var away = new OutOfTouch(devices.laptop());
                var told = new ArrayList<Chapter>();

                var ending =
                        new LongAbsence(devices.server(), tablet, away, away, told::add, () -> {})
                                .play();

                assertEquals(Chapter.LATE, ending);
                assertEquals(List.of(Chapter.JOINS, Chapter.AWAY), told);
            }
        }
    }

    /// Works on for itself.
    private record OutOfTouch(DemoDevice device) implements LongAbsence.Other {
        @Override
        public void deliver() {}

        @Override
        public <T> T at(Function<Person, T> there) {
            return device.at(there);
        }

        @Override
        public Optional<Connections> connections() {
            return Optional.empty();
        }
    }
}
