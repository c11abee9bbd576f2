package org.odradek.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.core.item.Samples.A;
import static org.odradek.core.item.Samples.B;
import static org.odradek.core.item.Samples.entry;
import static org.odradek.core.item.Samples.set;
import static org.odradek.core.item.Samples.stamp;
import static org.odradek.core.item.Samples.write;

import org.junit.jupiter.api.Test;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.WriteId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.register.Register;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class EffectiveParentsTest {
    private static final ItemId HOME = new ItemId(new UUID(1, 1));
    private static final ItemId BILLS = new ItemId(new UUID(1, 2));
    private static final ItemId WORK = new ItemId(new UUID(1, 3));

    private final Map<ItemId, ItemState> states = new HashMap<>();

    @Test
    void givenMovesWithoutARing_whenComputed_thenEveryParentIsAsWritten() {
        move(entry(A, 1), 100, BILLS, HOME);
        move(entry(A, 2), 101, HOME, WORK);

        assertEquals(new EffectiveParents(Map.of(BILLS, HOME, HOME, WORK), Set.of()), effective());
    }

    @Test
    void givenTwoMovesThatCloseARing_whenComputed_thenTheOlderIsPutBackWhereItWas() {
        move(entry(A, 1), 100, BILLS, WORK);
        move(entry(A, 2), 200, BILLS, HOME, write(entry(A, 1)));
        move(entry(B, 1), 300, HOME, BILLS);

        assertEquals(
                new EffectiveParents(Map.of(BILLS, WORK, HOME, BILLS), Set.of(BILLS)), effective());
    }

    @Test
    void givenARingOfFirstMoves_whenComputed_thenTheOlderHangsAtTheTop() {
        move(entry(A, 1), 200, BILLS, HOME);
        move(entry(B, 1), 100, HOME, BILLS);

        assertEquals(new EffectiveParents(Map.of(BILLS, HOME), Set.of(HOME)), effective());
    }

    @Test
    void givenANodeMovedIntoItself_whenComputed_thenItHangsAtTheTop() {
        move(entry(A, 1), 100, HOME, HOME);

        assertEquals(new EffectiveParents(Map.of(), Set.of(HOME)), effective());
    }

    @Test
    void givenTwoRingsOneAfterTheOther_whenComputed_thenBothAreCut() {
        move(entry(A, 1), 100, BILLS, WORK);
        move(entry(A, 2), 200, BILLS, HOME, write(entry(A, 1)));
        move(entry(B, 1), 300, HOME, BILLS);
        move(entry(B, 2), 301, WORK, BILLS);

        var effective = effective();

        assertEquals(Map.of(HOME, BILLS, WORK, BILLS), effective.parents());
        assertEquals(Set.of(BILLS), effective.cut());
    }

    private EffectiveParents effective() {
        return EffectiveParents.of(
                Set.of(HOME, BILLS, WORK),
                node ->
                        states.containsKey(node)
                                ? states.get(node).register(Field.NOTEBOOK_PARENT)
                                : Register.EMPTY);
    }

    private void move(EntryId entry, long hlcMs, ItemId node, ItemId into, WriteId... over) {
        var before = states.getOrDefault(node, ItemState.empty(node));
        states.put(
                node,
                before.apply(
                        stamp(entry, hlcMs),
                        set(node, Field.NOTEBOOK_PARENT, Value.ref(into), over)));
    }
}
