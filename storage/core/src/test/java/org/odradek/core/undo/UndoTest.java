package org.odradek.core.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.core.item.Samples.A;
import static org.odradek.core.item.Samples.B;
import static org.odradek.core.item.Samples.ITEM;
import static org.odradek.core.item.Samples.entry;
import static org.odradek.core.item.Samples.set;
import static org.odradek.core.item.Samples.stamp;
import static org.odradek.core.item.Samples.write;

import org.junit.jupiter.api.Test;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;
import org.odradek.core.conflict.Conflicts;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Shown;
import org.odradek.core.register.Head;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class UndoTest {
    private final ItemState made =
            ItemState.empty(ITEM)
                    .apply(stamp(entry(A, 1), 100), new Action.CreateItem(ITEM, ItemKind.NOTE))
                    .apply(stamp(entry(A, 1), 100), set(ITEM, Field.TITLE, Value.text("one")));

    @Test
    void givenARename_whenUndone_thenTheTitleBeforeIsBackWithItsAuthor() {
        var rename = set(ITEM, Field.TITLE, Value.text("two"), write(entry(A, 1)));
        var renamed = made.apply(stamp(entry(A, 2), 200), rename);

        var undone = Undo.of(rename, entry(A, 2), renamed, Set.of(entry(A, 2)), this::titleOf);

        var back =
                new Action.SetField(
                        ITEM,
                        "title",
                        List.of(new Versioned(Value.text("one"), entry(A, 1))),
                        renamed.register(Field.TITLE).headIds());
        assertEquals(new UndoneAction.Reverse(List.of(back)), undone);
    }

    @Test
    void givenADecision_whenUndone_thenTheConflictIsBack() {
        var disputed =
                made.apply(
                                stamp(entry(A, 2), 200),
                                set(ITEM, Field.TITLE, Value.text("two"), write(entry(A, 1))))
                        .apply(
                                stamp(entry(B, 1), 210, entry(A, 1)),
                                set(ITEM, Field.TITLE, Value.text("three"), write(entry(A, 1))));
        var decision =
                set(ITEM, Field.TITLE, Value.text("two"), write(entry(A, 2)), write(entry(B, 1)));
        var decided = disputed.apply(stamp(entry(A, 3), 300, entry(B, 1)), decision);

        var undone = Undo.of(decision, entry(A, 3), decided, Set.of(entry(A, 3)), this::titleOf);
        var again =
                decided.apply(
                        stamp(entry(A, 4), 400, entry(B, 1)),
                        ((UndoneAction.Reverse) undone).actions().getFirst());

        assertEquals(List.of(), Conflicts.of(decided));
        assertEquals(2, Conflicts.of(again).getFirst().versions().size());
        assertEquals(disputed.register(Field.TITLE).value(), Value.text("three"));
        assertEquals(again.register(Field.TITLE).value(), Value.text("three"));
    }

    @Test
    void givenARenameThatWasRenamedSince_whenUndone_thenItStaysAndIsNamed() {
        var rename = set(ITEM, Field.TITLE, Value.text("two"), write(entry(A, 1)));
        var state =
                made.apply(stamp(entry(A, 2), 200), rename)
                        .apply(
                                stamp(entry(B, 1), 300, entry(A, 2)),
                                set(ITEM, Field.TITLE, Value.text("three"), write(entry(A, 2))));

        assertEquals(
                new UndoneAction.Kept("title"),
                Undo.of(rename, entry(A, 2), state, Set.of(entry(A, 2)), this::titleOf));
    }

    @Test
    void givenANewItem_whenUndone_thenItGoesToTheTrashAndItsFieldsStay() {
        var gesture = Set.of(entry(A, 1));
        var create =
                Undo.of(
                        new Action.CreateItem(ITEM, ItemKind.NOTE),
                        entry(A, 1),
                        made,
                        gesture,
                        this::titleOf);
        var title =
                Undo.of(
                        set(ITEM, Field.TITLE, Value.text("one")),
                        entry(A, 1),
                        made,
                        gesture,
                        this::titleOf);

        var trashed =
                made.apply(
                        stamp(entry(A, 2), 200),
                        ((UndoneAction.Reverse) create).actions().getFirst());

        assertEquals(true, Shown.of(trashed).trashed());
        assertEquals("one", Shown.of(trashed).name());
        assertEquals(new UndoneAction.Nothing(), title);
    }

    @Test
    void givenATag_whenTaggingIsUndone_thenItIsGone() {
        var tag = new Action.AddTag(ITEM, "home");
        var tagged = made.apply(stamp(entry(A, 2), 200), tag);

        assertEquals(
                new UndoneAction.Reverse(List.of(new Action.RemoveTag(ITEM, "home"))),
                Undo.of(tag, entry(A, 2), tagged, Set.of(entry(A, 2)), this::titleOf));
    }

    private Head titleOf(WriteId write) {
        var titles = Map.of(entry(A, 1), "one", entry(A, 2), "two", entry(B, 1), "three");
        var hlcs = Map.of(entry(A, 1), 100L, entry(A, 2), 200L, entry(B, 1), 210L);
        return new Head(
                write,
                Value.text(titles.get(write.entry())),
                null,
                new Hlc(hlcs.get(write.entry()), 0),
                0,
                Origin.USER,
                new TreeSet<>(),
                new TreeMap<>());
    }
}
