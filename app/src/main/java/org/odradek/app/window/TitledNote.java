package org.odradek.app.window;

import java.util.List;

/// Opens the note of a title, or makes it where there is none.
final class TitledNote {
    private static final int HITS_MAX = 50;

    private final Workbench bench;

    TitledNote(Workbench bench) {
        this.bench = bench;
    }

    void open(String title) {
        var today = bench.flow.today();
        bench.flow
                .reads()
                .ask(
                        "window.titled",
                        store ->
                                store
                                        .search()
                                        .find(
                                                "title:\"" + title.replace('"', ' ') + "\"",
                                                false,
                                                HITS_MAX,
                                                today)
                                        .hits()
                                        .stream()
                                        .flatMap(
                                                hit ->
                                                        store
                                                                .view()
                                                                .rows(List.of(hit.item()))
                                                                .stream())
                                        .filter(row -> row.title().equalsIgnoreCase(title))
                                        .findFirst(),
                        found ->
                                found.ifPresentOrElse(
                                        row -> bench.navigator.open(row.id()),
                                        () -> bench.newItems.noteTitled(title)));
    }
}
