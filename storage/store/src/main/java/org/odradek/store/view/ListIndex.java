package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// What lists, counts and tags are answered from: a line an item, in memory, some 200 bytes each, so that a list of 100,000 needs no table.
/// Immutable; a change copies one page of lines and the pages' directory.
final class ListIndex {
    private static final int PAGE_LINES = 512;
    static final ListIndex EMPTY = new ListIndex(new @Nullable Line[0][]);

    private final @Nullable Line[][] pages;

    private ListIndex(@Nullable Line[][] pages) {
        this.pages = pages;
    }

    /// One item as far as lists need it. `notebook` is as written and may have been removed; `tags` are normalised, `tagNames` as
    /// written.
    record Line(
            ItemId id,
            ItemKind kind,
            String titleKey,
            @Nullable ItemId notebook,
            @Nullable State status,
            @Nullable String due,
            int priority,
            boolean trashed,
            String orderKey,
            long createdMs,
            long updatedMs,
            @Nullable ItemId parent,
            boolean attachment,
            int conflicts,
            List<String> tags,
            List<String> tagNames) {
        static Line of(ItemRecord row) {
            return new Line(
                    row.id(),
                    row.kind(),
                    folded(row.title()),
                    row.notebook(),
                    row.status(),
                    row.due(),
                    ItemTable.PRIORITIES.indexOf(row.priority()),
                    row.trashed(),
                    row.orderKey(),
                    row.createdMs(),
                    row.updatedMs(),
                    row.parent(),
                    row.attachments() > 0,
                    row.conflicts(),
                    row.tags().isEmpty()
                            ? List.of()
                            : row.tags().stream().map(DerivedIds::normalisedTag).toList(),
                    row.tags());
        }

        boolean isOpenTask() {
            return kind == ItemKind.TASK && status == State.OPEN;
        }

        /// The due day; null without one.
        @Nullable String dueDay() {
            return due == null ? null : due.length() <= 10 ? due : due.substring(0, 10);
        }
    }

    /// The index with these rows in place of their earlier ones.
    ListIndex with(List<ItemRecord> rows) {
        var next = pages.clone();
        var copied = new boolean[next.length];
        for (var row : rows) {
            int page = Math.toIntExact(row.key() / PAGE_LINES);
            if (page >= next.length) {
                int from = next.length;
                int to = Math.max(page + 1, from + from / 4);
                next = Arrays.copyOf(next, to);
                copied = Arrays.copyOf(copied, to);
                for (int i = from; i < to; i++) {
                    next[i] = new Line[PAGE_LINES];
                    copied[i] = true;
                }
            }
            if (!copied[page]) {
                next[page] = next[page].clone();
                copied[page] = true;
            }
            boolean shows = row.listed() && row.kind() != ItemKind.NOTEBOOK;
            next[page][Math.toIntExact(row.key() % PAGE_LINES)] = shows ? Line.of(row) : null;
        }
        return new ListIndex(next);
    }

    void forEach(Consumer<Line> visitor) {
        for (var page : pages) {
            for (var line : page) {
                if (line != null) {
                    visitor.accept(line);
                }
            }
        }
    }

    List<Line> all() {
        var all = new ArrayList<Line>(pages.length * PAGE_LINES);
        forEach(all::add);
        return all;
    }

    /// The form in which titles are ordered: without case and accents.
    static String folded(String title) {
        var lower = title.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) >= 128) {
                return Normalizer.normalize(lower, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
            }
        }
        return lower;
    }
}
