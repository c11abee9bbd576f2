package org.odradek.app.task;

import org.odradek.app.task.LinksView.Backlink;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;
import org.odradek.store.view.ItemDetail;

import java.time.LocalDate;
import java.util.List;

/// Finds the notes that mention another one in double brackets. Blocks; never on the thread that draws the screen.
final class Backlinks {
    /// More are found by searching.
    private static final int LINKS_MAX = 100;

    private Backlinks() {}

    static List<Backlink> of(Store store, ItemId id, String title, LocalDate today) {
        var phrase = "\"" + title.replace('"', ' ') + "\"";
        return store.search().find(phrase, false, LINKS_MAX, today).hits().stream()
                .filter(hit -> !hit.item().equals(id))
                .flatMap(hit -> store.view().item(hit.item()).stream())
                .filter(other -> other.body().contains("[[" + title))
                .map(other -> backlink(other, title))
                .toList();
    }

    private static Backlink backlink(ItemDetail other, String title) {
        int at = other.body().indexOf("[[" + title);
        int from = other.body().lastIndexOf('\n', at) + 1;
        int to = other.body().indexOf('\n', at);
        return new Backlink(
                other.row().id(),
                other.row().title(),
                other.body().substring(from, to < 0 ? other.body().length() : to).strip());
    }
}
