package org.odradek.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.place.Place;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.text.Splice;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/// How the window feels with very many notes: opening a list of all, scrolling through it, searching as one types. Prints what it
/// measured; a measure for a person, which runs when `odradek.notes` says how many.
@EnabledIfSystemProperty(named = "odradek.notes", matches = "[0-9]+")
final class ManyNotesMeasure {
    private static final int FRAMES = 300;
    private static final int ROWS_A_FRAME = 7;
    private static final int NOTES_AN_EDIT = 100;
    private static final int HITS = 200;
    private static final List<String> WORDS =
            List.of(
                    "river", "window", "letter", "garden", "engine", "winter", "paper", "silver",
                    "market", "bridge", "candle", "forest", "mirror", "orange", "planet", "rocket");

    @TempDir Path folder;

    @Test
    void givenVeryManyNotes_whenTheyAreListedScrolledAndSearched_thenItIsPrintedHowLongThatTook()
            throws Exception {
        int notes = Integer.getInteger("odradek.notes");
        try (var desk = new WindowFixture(folder)) {
            fill(desk.stores.here, notes);
            desk.settle();
            print("list all, until settled", open(desk, new Place.All()));
            print("list the inbox, until settled", open(desk, new Place.Inbox()));
            open(desk, new Place.All());
            assertEquals(
                    String.format(Locale.ENGLISH, "%,d", notes),
                    desk.node("listCount", Label.class).getText());
            scroll(desk);
            print("first search", search(desk, "letter"));
            var all = new ArrayList<Long>();
            for (var word : WORDS) {
                for (int end = 3; end <= word.length(); end++) {
                    all.add(search(desk, word.substring(0, end)));
                }
            }
            alone(desk.stores.here);
            all.sort(null);
            print("search as one types, median", all.get(all.size() / 2));
            print("search as one types, 95 of 100", all.get(all.size() * 95 / 100));
        }
    }

    private static void fill(Store store, int notes) {
        var random = new Random(7);
        for (int done = 0; done < notes; ) {
            var actions = new ArrayList<Action>();
            for (int n = 0; n < NOTES_AN_EDIT && done < notes; n++, done++) {
                var id = Examples.id(1_000_000L + done);
                actions.add(new Action.CreateItem(id, ItemKind.NOTE));
                var title = word(random) + " " + word(random) + " " + done;
                actions.add(Edit.set(id, Field.TITLE, Value.text(title)));
                var text = new StringBuilder();
                for (int w = 0; w < 80; w++) {
                    text.append(word(random)).append(w % 12 == 11 ? ".\n" : " ");
                }
                actions.add(
                        new Action.EditBody(
                                id,
                                new TreeSet<>(),
                                List.of(new Splice(0, 0, text.toString())),
                                true));
            }
            store.submit(Edit.of(ViewPosition.NEWEST, actions));
        }
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static long open(WindowFixture desk, Place place) throws Exception {
        long start = System.nanoTime();
        desk.robot.interact(() -> desk.window().go(place));
        desk.settle();
        return System.nanoTime() - start;
    }

    private static long search(WindowFixture desk, String query) throws Exception {
        var field = desk.node("searchField", TextField.class);
        long start = System.nanoTime();
        desk.robot.interact(
                () -> {
                    field.requestFocus();
                    field.setText(query);
                });
        desk.settle();
        return System.nanoTime() - start;
    }

    /// The search itself, without the pause after a key, drawing, and this test's looking whether the screen is settled.
    private static void alone(Store store) {
        var times = new ArrayList<Long>();
        for (var word : WORDS) {
            for (int end = 1; end <= word.length(); end++) {
                long start = System.nanoTime();
                var found =
                        store.search()
                                .find(word.substring(0, end), true, HITS, LocalDate.of(2026, 1, 1));
                times.add(System.nanoTime() - start);
                assertTrue(found.total() > 0, "every note has words of these");
            }
        }
        times.sort(null);
        print("search alone, median", times.get(times.size() / 2));
        print("search alone, 95 of 100", times.get(times.size() * 95 / 100));
        print("search alone, longest", times.getLast());
    }

    /// The time between two frames says whether one was missed; sixty a second are drawn.
    private static void scroll(WindowFixture desk) throws Exception {
        var list = (ListView<?>) desk.node("itemList", Node.class).lookup(".list-view");
        var done = new CountDownLatch(1);
        var times = new long[FRAMES];
        var timer =
                new AnimationTimer() {
                    private int frame = -1;
                    private long before;

                    @Override
                    public void handle(long now) {
                        if (frame >= 0 && frame < FRAMES) {
                            times[frame] = now - before;
                        }
                        before = now;
                        frame++;
                        if (frame == FRAMES) {
                            stop();
                            done.countDown();
                        } else {
                            list.scrollTo(frame * ROWS_A_FRAME);
                        }
                    }
                };
        desk.robot.interact(timer::start);
        done.await();
        desk.settle();
        Arrays.sort(times);
        assertTrue(times[0] > 0, "a frame takes time");
        print("scrolling, between two frames, median", times[FRAMES / 2]);
        print("scrolling, 99 of 100", times[FRAMES * 99 / 100]);
        print("scrolling, longest", times[FRAMES - 1]);
    }

    private static void print(String what, long nanos) {
        System.out.printf(Locale.ROOT, "%-40s %10.1f ms%n", what, nanos / 1e6);
    }
}
