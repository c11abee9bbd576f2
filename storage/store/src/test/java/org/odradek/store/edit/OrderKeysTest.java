package org.odradek.store.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;

class OrderKeysTest {
    @Test
    void givenRandomPlaces_whenKeysAreMade_thenEachLiesBetweenItsNeighbours() {
        long seed = 42;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var keys = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) {
            int place = random.nextInt(keys.size() + 1);
            var before = place == 0 ? "" : keys.get(place - 1);
            var behind = place == keys.size() ? "" : keys.get(place);

            var key = OrderKeys.between(before, behind);

            assertTrue(
                    key.compareTo(before) > 0 && (behind.isEmpty() || key.compareTo(behind) < 0),
                    "seed " + seed);
            keys.add(place, key);
        }
    }

    @Test
    void givenAlwaysTheFirstPlace_whenKeysAreMade_thenThereIsAlwaysRoom() {
        var first = "";
        for (int i = 0; i < 300; i++) {
            var key = OrderKeys.between("", first);
            assertTrue(first.isEmpty() || key.compareTo(first) < 0);
            first = key;
        }
    }

    @Test
    void givenACount_whenSpread_thenKeysAscend() {
        var keys = OrderKeys.spread(5_000);

        assertEquals(List.copyOf(new TreeSet<>(keys)), keys);
    }

    @Test
    void givenNeighboursInTheWrongOrder_whenAsked_thenItIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> OrderKeys.between("b", "a"));
    }
}
