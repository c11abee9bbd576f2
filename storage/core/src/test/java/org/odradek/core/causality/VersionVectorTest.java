package org.odradek.core.causality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;

import java.util.List;
import java.util.UUID;

final class VersionVectorTest {
    private static final DeviceId ONE = new DeviceId(new UUID(1, 1));
    private static final DeviceId OTHER = new DeviceId(new UUID(2, 2));

    @Test
    void givenEntriesInAnyOrder_whenAdded_thenTheNewestOfEachDeviceCounts() {
        var vector = VersionVector.EMPTY.with(new EntryId(ONE, 5));

        var next =
                vector.with(
                        List.of(
                                new EntryId(OTHER, 2),
                                new EntryId(ONE, 3),
                                new EntryId(OTHER, 4),
                                new EntryId(OTHER, 1)));

        assertEquals(5, next.seq(ONE));
        assertEquals(4, next.seq(OTHER));
    }

    @Test
    void givenAVectorThatCoversAnother_whenMerged_thenItIsTheSame() {
        var vector = VersionVector.EMPTY.with(List.of(new EntryId(ONE, 5), new EntryId(OTHER, 2)));

        assertSame(vector, vector.merge(VersionVector.EMPTY.with(new EntryId(ONE, 5))));
        assertEquals(
                new EntryId(ONE, 6).seq(),
                vector.merge(VersionVector.EMPTY.with(new EntryId(ONE, 6))).seq(ONE));
    }
}
