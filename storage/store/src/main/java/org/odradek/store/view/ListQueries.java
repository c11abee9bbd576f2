package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ListIndex.Line;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Answers lists, counts and tags from one moment's index and notebooks. Pure.
final class ListQueries {
    private static final Comparator<String> TEXTS_LAST_NONE =
            Comparator.nullsLast(Comparator.naturalOrder());

    private ListQueries() {}

    static List<ItemId> ids(ListQuery query, ListIndex index, NotebookTree notebooks) {
        var wanted = inScope(query, notebooks).and(filtered(query));
        var lines = new ArrayList<Line>();
        index.forEach(
                line -> {
                    if (wanted.test(line)) {
                        lines.add(line);
                    }
                });
        lines.sort(order(query.sort()));
        var ids = new ArrayList<ItemId>(lines.size());
        lines.forEach(line -> ids.add(line.id()));
        return ids;
    }

    private static Predicate<Line> inScope(ListQuery query, NotebookTree notebooks) {
        var today = query.today().toString();
        return switch (query.scope()) {
            case ListQuery.Scope.All _ -> line -> !line.trashed();
            case ListQuery.Scope.Inbox _ -> line -> isInInbox(line, notebooks);
            case ListQuery.Scope.Today _ -> line -> isDueBy(line, today);
            case ListQuery.Scope.Upcoming _ -> line -> isDueAfter(line, today);
            case ListQuery.Scope.Tasks _ -> line -> !line.trashed() && line.kind() == ItemKind.TASK;
            case ListQuery.Scope.InNotebook(var notebook, var below) -> {
                var within = below ? notebooks.withBelow(notebook) : Set.of(notebook);
                yield line ->
                        !line.trashed()
                                && line.notebook() != null
                                && within.contains(line.notebook())
                                && notebooks.isLive(line.notebook());
            }
            case ListQuery.Scope.Tagged(var tag) -> {
                var normalised = DerivedIds.normalisedTag(tag);
                yield line -> !line.trashed() && line.tags().contains(normalised);
            }
            case ListQuery.Scope.SubtasksOf(var parent) ->
                    line ->
                            !line.trashed()
                                    && line.kind() == ItemKind.TASK
                                    && parent.equals(line.parent());
            case ListQuery.Scope.Trash _ -> Line::trashed;
        };
    }

    private static boolean isInInbox(Line line, NotebookTree notebooks) {
        return !line.trashed()
                && (line.kind() == ItemKind.NOTE || line.isOpenTask())
                && !notebooks.isLive(line.notebook());
    }

    private static boolean isDueBy(Line line, String day) {
        var due = line.dueDay();
        return !line.trashed() && line.isOpenTask() && due != null && due.compareTo(day) <= 0;
    }

    private static boolean isDueAfter(Line line, String day) {
        var due = line.dueDay();
        return !line.trashed() && line.isOpenTask() && due != null && due.compareTo(day) > 0;
    }

    private static Predicate<Line> filtered(ListQuery query) {
        Predicate<Line> all =
                switch (query.kinds()) {
                    case ALL -> _ -> true;
                    case NOTES -> line -> line.kind() == ItemKind.NOTE;
                    case TASKS -> line -> line.kind() == ItemKind.TASK;
                };
        if (!query.statuses().isEmpty()) {
            all = all.and(line -> hasStatus(line, query));
        }
        var due = query.due();
        if (due != null) {
            all = all.and(line -> isDue(line.dueDay(), due, query.today()));
        }
        if (query.withAttachment()) {
            all = all.and(Line::attachment);
        }
        return query.withConflict() ? all.and(line -> line.conflicts() > 0) : all;
    }

    /// Statuses are of tasks: a note passes.
    private static boolean hasStatus(Line line, ListQuery query) {
        State status = line.status();
        return status == null
                ? query.kinds() != ListQuery.Kinds.TASKS
                : query.statuses().contains(status);
    }

    private static boolean isDue(@Nullable String day, ListQuery.Due due, LocalDate today) {
        return day != null
                && switch (due) {
                    case TODAY -> day.equals(today.toString());
                    case WEEK ->
                            day.compareTo(today.toString()) >= 0
                                    && day.compareTo(today.plusDays(6).toString()) <= 0;
                    case OVERDUE -> day.compareTo(today.toString()) < 0;
                };
    }

    private static Comparator<Line> order(ListQuery.Sort sort) {
        Comparator<Line> order =
                switch (sort) {
                    case UPDATED -> Comparator.comparingLong(Line::updatedMs).reversed();
                    case CREATED -> Comparator.comparingLong(Line::createdMs).reversed();
                    case TITLE -> Comparator.comparing(Line::titleKey);
                    case DUE -> Comparator.comparing(Line::due, TEXTS_LAST_NONE);
                    case PRIORITY ->
                            Comparator.comparingInt(Line::priority)
                                    .reversed()
                                    .thenComparing(Line::due, TEXTS_LAST_NONE);
                    case ORDER -> Comparator.comparing(Line::orderKey);
                };
        return order.thenComparing(Line::id);
    }

    static Counts counts(ListIndex index, NotebookTree notebooks, LocalDate day) {
        var today = day.toString();
        var yesterday = day.minusDays(1).toString();
        var count = new int[8];
        index.forEach(
                line -> {
                    if (line.trashed()) {
                        count[7]++;
                        count[6] += line.conflicts();
                        return;
                    }
                    count[0] += isInInbox(line, notebooks) ? 1 : 0;
                    count[1] += isDueBy(line, today) ? 1 : 0;
                    count[2] += isDueBy(line, yesterday) ? 1 : 0;
                    count[3] += isDueAfter(line, today) ? 1 : 0;
                    count[4]++;
                    count[5] += line.isOpenTask() ? 1 : 0;
                    count[6] += line.conflicts();
                });
        count[6] += notebooks.conflicts();
        return new Counts(
                count[0], count[1], count[2], count[3], count[4], count[5], count[6], count[7]);
    }

    static List<TagRow> tags(ListIndex index) {
        var names = new TreeMap<String, Map<String, Integer>>();
        index.forEach(
                line -> {
                    for (int i = 0; !line.trashed() && i < line.tags().size(); i++) {
                        names.computeIfAbsent(line.tags().get(i), _ -> new TreeMap<>())
                                .merge(line.tagNames().get(i), 1, Integer::sum);
                    }
                });
        var rows = new ArrayList<TagRow>();
        for (var spellings : names.values()) {
            int items = spellings.values().stream().mapToInt(Integer::intValue).sum();
            var most =
                    spellings.entrySet().stream()
                            .max(
                                    Map.Entry.<String, Integer>comparingByValue()
                                            .thenComparing(
                                                    Map.Entry.comparingByKey(
                                                            Comparator.reverseOrder())))
                            .orElseThrow();
            rows.add(new TagRow(most.getKey(), items));
        }
        return rows;
    }

    static List<NotebookRow> notebooks(ListIndex index, NotebookTree tree) {
        var direct = new HashMap<ItemId, Integer>();
        index.forEach(
                line -> {
                    if (!line.trashed() && tree.isLive(line.notebook())) {
                        direct.merge(line.notebook(), 1, Integer::sum);
                    }
                });
        var rows = new ArrayList<NotebookRow>();
        for (var id : tree.inOrder()) {
            rows.add(notebook(id, tree, direct));
        }
        return rows;
    }

    private static NotebookRow notebook(ItemId id, NotebookTree tree, Map<ItemId, Integer> direct) {
        var row = tree.notebook(id).orElseThrow();
        int below =
                tree.withBelow(id).stream().mapToInt(each -> direct.getOrDefault(each, 0)).sum();
        return new NotebookRow(
                id,
                tree.parent(id),
                row.title(),
                String.valueOf(tree.path(id)),
                direct.getOrDefault(id, 0),
                below,
                row.orderKey());
    }
}
