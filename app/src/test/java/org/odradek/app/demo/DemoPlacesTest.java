package org.odradek.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.Test;

/// Where the windows stand.
final class DemoPlacesTest {
    @Test
    void givenAWideScreen_whenPlaced_thenEachDeviceHasOneHalfBelowTheBar() {
        var places = DemoPlaces.on(new Rectangle2D(0, 30, 1920, 1050), 140);

        assertEquals(
                new DemoPlaces(
                        new Rectangle2D(0, 170, 960, 910), new Rectangle2D(960, 170, 960, 910)),
                places);
    }

    @Test
    void givenASmallScreen_whenPlaced_thenTheDevicesOverlapButStayOnIt() {
        var places = DemoPlaces.on(new Rectangle2D(0, 0, 1024, 600), 140);

        assertEquals(
                new DemoPlaces(
                        new Rectangle2D(0, 120, 640, 480), new Rectangle2D(384, 120, 640, 480)),
                places);
    }
}
