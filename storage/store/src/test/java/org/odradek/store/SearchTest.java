package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Successor;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The query grammar over the real store and index.
class SearchTest {
    @TempDir Path folder;

    private Desk desk;
    private Desk.Device device;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        device = desk.device();
        var bergen =
                device.note("Trip to Bergen", "We were running along the harbour.\n- [ ] tickets");
        device.submit(new Action.AddTag(bergen, "Travel"));
        desk.pass(Duration.ofMinutes(1));
        device.note("Harbour fees", "Paid twice. See [[Trip to Bergen]].");
        device.note("京都の旅", "東京都の図書館で本を借りた。");
        device.note("Café Zürich", "Straßenbahn 4");
        task("Pay rent", "2026-11-24", false);
        task("Call the plumber", "2026-11-20", false);
        task("Water plants", "2026-11-28", true);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "run|Trip to Bergen",
                "harbour|Harbour fees,Trip to Bergen",
                "title:harbour|Harbour fees",
                "harb*|Harbour fees,Trip to Bergen",
                "\"along the harbour\"|Trip to Bergen",
                "harbour -paid|Trip to Bergen",
                "tickets OR paid|Harbour fees,Trip to Bergen",
                "図書館|京都の旅",
                "京都|京都の旅",
                "本|京都の旅",
                "cafe|Café Zürich",
                "zurich|Café Zürich",
                "tag:travel|Trip to Bergen",
                "is:task due:today|Pay rent",
                "due:overdue|Call the plumber",
                "is:done|Water plants",
                "due:week is:open|Pay rent",
                "due:>2026-11-24|Water plants",
                "has:checkbox|Trip to Bergen",
                "has:link|Harbour fees",
                "created:2026-11-24 is:note harbour|Harbour fees,Trip to Bergen",
                "nothing|",
            })
    void givenItems_whenSearched_thenTheRightOnesComeTitlesFirst(String query, String titles) {
        assertEquals(titles == null ? List.of() : List.of(titles.split(",")), found(query, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkbox|* [x]",
                "checkbox|Text\\n+ [X] done",
                "picture|![A view](view.png)",
                "picture|![[view.JPG]]",
                "link|See https://example.org",
                "link|[there](there.md)",
                "link|[[There]]",
            })
    void givenSomethingInAText_whenSearchedByItsKind_thenThatTextIsFound(String kind, String text) {
        device.note("Something", text.translateEscapes());
        device.note("Nothing of it", "![] (a), [ ] alone, not [x], ![[a.txt]] and a://b");

        var found = found("has:" + kind, false);
        assertTrue(found.contains("Something"), found.toString());
        assertFalse(found.contains("Nothing of it"), found.toString());
    }

    @Test
    void givenHalfAWord_whenTyped_thenItCountsAsAPrefixAndOnlyThen() {
        assertEquals(List.of("Harbour fees", "Trip to Bergen"), found("harbo", true));
        assertEquals(List.of(), found("harbo", false));
    }

    @Test
    void givenAnUnknownOperator_whenSearched_thenItIsWordsAndSaidSo() {
        var result = device.store.search().find("foo:bar", false, 10, Desk.TODAY);

        assertEquals(List.of("foo:bar"), result.plainWords());
    }

    @Test
    void givenATrashedItem_whenSearched_thenItIsFoundOnlyInTheTrash() {
        var id = device.note("Old receipts", "");
        device.set(id, Field.TRASHED, Value.flag(true));

        assertEquals(List.of(), found("receipts", false));
        assertEquals(List.of("Old receipts"), found("receipts in:trash", false));
    }

    @Test
    void givenAHit_whenAnswered_thenTheSnippetMarksIt() {
        var hit =
                device.store
                        .search()
                        .find("harbour title:trip", false, 10, Desk.TODAY)
                        .hits()
                        .getFirst();

        var mark = hit.marks().getFirst();
        assertEquals("harbour", hit.snippet().substring(mark.start(), mark.end()));
    }

    @Test
    void givenADamagedIndex_whenTheStoreIsOpenedAgain_thenItIsMadeAnew() throws IOException {
        found("harbour", false);
        device.store.close();
        try (var files = Files.list(device.folder.resolve("search"))) {
            for (var file :
                    files.filter(each -> each.getFileName().toString().startsWith("segments"))
                            .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        device.reopen();

        assertEquals(List.of("Harbour fees", "Trip to Bergen"), found("harbour", false));
    }

    /// As on a full disk: Lucene's writer ends by itself with the first file that it cannot write.
    @Test
    void givenAnIndexThatCouldNotBeWritten_whenSearchedAgain_thenItIsMadeAnew() throws IOException {
        found("harbour", false);
        var search = breakSearch();
        device.note("Harbour map", "");
        assertThrows(UncheckedIOException.class, () -> found("harbour", false));
        assertThrows(UncheckedIOException.class, () -> found("harbour", false));
        Files.delete(search);

        assertEquals(
                List.of("Harbour fees", "Harbour map", "Trip to Bergen"), found("harbour", false));
    }

    @Test
    void givenAnIndexThatCouldNotBeWritten_whenTheStoreIsClosed_thenItClosesAndTheNextOneFinds()
            throws IOException {
        found("harbour", false);
        var search = breakSearch();
        device.note("Harbour map", "");
        assertThrows(UncheckedIOException.class, () -> found("harbour", false));
        Files.delete(search);

        device.store.close();
        device.reopen();

        assertEquals(
                List.of("Harbour fees", "Harbour map", "Trip to Bergen"), found("harbour", false));
    }

    /// Leaves no folder to write to.
    private Path breakSearch() throws IOException {
        var search = device.folder.resolve("search");
        try (var files = Files.list(search)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(search);
        return Files.createFile(search);
    }

    /// The kill test's seed 424242 once found that an index whose list of segments is whole and whose segments are not kept the lock.
    @Test
    void givenDamagedSegments_whenTheStoreIsOpenedAgain_thenTheIndexIsMadeAnew()
            throws IOException {
        found("harbour", false);
        device.store.close();
        try (var files = Files.list(device.folder.resolve("search"))) {
            for (var file :
                    files.filter(each -> each.getFileName().toString().startsWith("_"))
                            .filter(each -> !each.toString().endsWith(".si"))
                            .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        device.reopen();

        assertEquals(List.of("Harbour fees", "Trip to Bergen"), found("harbour", false));
    }

    /// Lucene itself looks at most checksums only when it merges segments.
    @Test
    void givenALetterThatChangedInASegment_whenTheStoreIsOpenedAgain_thenTheIndexIsMadeAnew()
            throws IOException {
        found("harbour", false);
        device.store.close();
        int changed = 0;
        try (var files = Files.list(device.folder.resolve("search"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".cfs")).toList()) {
                var bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                var wrong = bytes.replace("rbour", "rbous");
                changed += bytes.equals(wrong) ? 0 : 1;
                Files.writeString(file, wrong, StandardCharsets.ISO_8859_1);
            }
        }
        device.reopen();

        assertTrue(changed > 0, "the word stands in the index");
        assertEquals(List.of("Harbour fees", "Trip to Bergen"), found("harbour", false));
    }

    @Test
    void givenEditsWhileNobodySearched_whenSearchedAfterARestart_thenTheIndexHasCaughtUp() {
        found("harbour", false);
        device.restart();
        device.note("Harbour map", "");
        device.restart();

        assertTrue(found("harbour", false).contains("Harbour map"));
    }

    /// No entry names the third, whose title is the first one's as long as it has none of its own.
    @Test
    void givenSuccessorsOfARenamedTask_whenSearchedAfterARestart_thenTheyGoByItsNewTitle() {
        var first = task("Feed cat", "2026-11-24", false);
        device.set(first, Field.REPEAT, Value.text("FREQ=DAILY"));
        device.set(first, Field.STATUS, new Value.Status(Value.State.DONE, Desk.TODAY));
        var second = Successor.id(first);
        device.set(second, Field.STATUS, new Value.Status(Value.State.DONE, Desk.TODAY));
        assertEquals(List.of("Feed cat", "Feed cat", "Feed cat"), found("cat", false));
        device.restart();
        device.set(first, Field.TITLE, Value.text("Feed dog"));
        device.restart();

        assertEquals(List.of("Feed dog", "Feed dog", "Feed dog"), found("dog", false));
        assertEquals(List.of(), found("cat", false));
    }

    @Test
    void givenARenamedDevice_whenSearchedByItsName_thenWhatItEditedBeforeIsFound() {
        var all = found("from:\"" + device.store.profile().deviceName() + "\"", false);
        assertEquals(7, all.size());

        device.store.profile().nameDevice(device.store.profile().device(), "Old Tablet");

        assertEquals(all, found("from:\"old tablet\"", false));
    }

    @Test
    void givenANotebookThatWasRemoved_whenItIsBack_thenWhatIsInItIsFoundThere() {
        var plan = (Planned.Ready) new NotebookEdits(device.store.view()).add("Trips");
        device.submit(plan.actions().toArray(Action[]::new));
        var notebook = plan.items().getFirst();
        device.set(notebook, Field.REMOVED, Value.flag(true));
        var note = device.note("Packing", "");
        device.set(note, Field.NOTEBOOK, Value.ref(notebook));
        assertEquals(List.of(), found("notebook:trips", false));

        device.set(notebook, Field.REMOVED, Value.flag(false));

        assertEquals(List.of("Packing"), found("notebook:trips", false));
    }

    private ItemId task(String title, String due, boolean done) {
        var id = device.newId();
        device.submit(
                new Action.CreateItem(id, ItemKind.TASK),
                Edit.set(id, Field.TITLE, Value.text(title)),
                Edit.set(id, Field.DUE, Value.text(due)));
        if (done) {
            device.set(id, Field.STATUS, new Value.Status(Value.State.DONE, Desk.TODAY));
        }
        return id;
    }

    private List<String> found(String query, boolean asTyped) {
        List<ItemId> ids =
                device.store.search().find(query, asTyped, 10, Desk.TODAY).hits().stream()
                        .map(hit -> hit.item())
                        .toList();
        return device.store.view().rows(ids).stream().map(row -> row.title()).toList();
    }
}
