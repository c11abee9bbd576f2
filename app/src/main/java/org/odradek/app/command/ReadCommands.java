package org.odradek.app.command;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ListQuery.Due;
import org.odradek.store.view.ListQuery.Kinds;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.ListQuery.Sort;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Commands that only read: `show`, `list`, `search`.
final class ReadCommands {
    private ReadCommands() {}

    @Command(name = "show", description = "Prints an item, now or as it was.")
    static final class Show implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Option(
                names = "--at",
                paramLabel = "ENTRY|TIME",
                description = "DEVICE:SEQ, or a time such as 2026-12-01T09:00.")
        @Nullable String at;

        @Override
        public Answer run(Desk desk) {
            if (at == null) {
                return answer(desk, Named.detail(desk, id));
            }
            var item = Named.item(desk, id);
            var then =
                    at.lastIndexOf(':') == 36
                            ? desk.store().history().at(item, Named.entry(at))
                            : desk.store().history().at(item, timeMs(desk, at));
            return then.map(detail -> answer(desk, detail))
                    .orElseGet(() -> Answer.notFound("The item was not there yet."));
        }

        private static Answer answer(Desk desk, ItemDetail detail) {
            var lines = new ArrayList<String>();
            lines.add(ItemJson.line(detail.row()));
            lines.add("");
            lines.add(detail.body());
            return Answer.of(desk.json().item(detail), lines);
        }

        private static long timeMs(Desk desk, String text) {
            try {
                if (text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})$") && text.contains("T")) {
                    return OffsetDateTime.parse(text).toInstant().toEpochMilli();
                }
                var local =
                        text.contains("T")
                                ? LocalDateTime.parse(text)
                                : LocalDate.parse(text).atTime(23, 59, 59);
                return local.atZone(desk.clock().getZone()).toInstant().toEpochMilli();
            } catch (DateTimeException e) {
                throw new Refusal(
                        Answer.unreadable("“" + text + "” is neither an entry nor a time."));
            }
        }
    }

    @Command(name = "list", description = "Lists items.")
    static final class ListItems implements Task {
        @Option(names = "--notebook", paramLabel = "PATH")
        @Nullable String notebook;

        @Option(names = "--tag", paramLabel = "NAME")
        @Nullable String tag;

        @ArgGroup @Nullable OnlyKind kind;

        @Option(names = "--status", paramLabel = "open|done|cancelled|all")
        @Nullable String status;

        @Option(names = "--due", paramLabel = "today|week|overdue")
        @Nullable String due;

        @Option(names = "--trashed")
        boolean trashed;

        @Option(names = "--sort", paramLabel = "updated|created|title|due|order")
        String sort = "updated";

        @Option(names = "--limit", paramLabel = "N")
        int limit = Integer.MAX_VALUE;

        @Option(names = "--offset", paramLabel = "N")
        int offset;

        static final class OnlyKind {
            @Option(names = "--tasks", required = true)
            boolean tasks;

            @Option(names = "--notes", required = true)
            boolean notes;
        }

        @Override
        public Answer run(Desk desk) {
            ReadableValues.limit(limit);
            ReadableValues.limit(offset);
            var kinds = kind == null ? Kinds.ALL : kind.tasks ? Kinds.TASKS : Kinds.NOTES;
            var query =
                    ListQuery.of(scope(desk), sort(), desk.today())
                            .with(kinds, statuses())
                            .dueIn(dueIn());
            var ids = desk.view().ids(query).stream();
            if (tag != null && notebook != null) {
                var tagged =
                        Set.copyOf(
                                desk.view()
                                        .ids(
                                                ListQuery.of(
                                                        new Scope.Tagged(tag),
                                                        Sort.UPDATED,
                                                        desk.today())));
                ids = ids.filter(tagged::contains);
            }
            List<ItemId> shown = ids.skip(offset).limit(limit).toList();
            var lines = desk.view().rows(shown).stream().map(ItemJson::line).toList();
            return Answer.of(desk.json().list(shown), lines);
        }

        private Scope scope(Desk desk) {
            if (trashed) {
                return new Scope.Trash();
            }
            if (notebook != null) {
                return new Scope.InNotebook(Named.notebook(desk, notebook).id(), true);
            }
            return tag != null ? new Scope.Tagged(tag) : new Scope.All();
        }

        /// Without a status all are listed, but with a due date only open ones.
        private Set<State> statuses() {
            return switch (status) {
                case null -> due == null ? Set.of() : EnumSet.of(State.OPEN);
                case "open" -> EnumSet.of(State.OPEN);
                case "done" -> EnumSet.of(State.DONE);
                case "cancelled" -> EnumSet.of(State.CANCELLED);
                case "all" -> Set.of();
                default ->
                        throw new Refusal(
                                Answer.unreadable(
                                        "A status is open, done, cancelled or all, not “"
                                                + status
                                                + "”."));
            };
        }

        private @Nullable Due dueIn() {
            return switch (due) {
                case null -> null;
                case "today" -> Due.TODAY;
                case "week" -> Due.WEEK;
                case "overdue" -> Due.OVERDUE;
                default ->
                        throw new Refusal(
                                Answer.unreadable(
                                        "--due is today, week or overdue, not “" + due + "”."));
            };
        }

        private Sort sort() {
            for (var known : Sort.values()) {
                if (known.name().toLowerCase(Locale.ROOT).equals(sort)) {
                    return known;
                }
            }
            throw new Refusal(
                    Answer.unreadable(
                            "A list is sorted by updated, created, title, due or order, not “"
                                    + sort
                                    + "”."));
        }
    }

    @Command(name = "search", description = "Finds items.")
    static final class SearchItems implements Task {
        @Parameters(paramLabel = "QUERY")
        String query = "";

        @Option(names = "--limit", paramLabel = "N")
        int limit = 50;

        @Override
        public Answer run(Desk desk) {
            ReadableValues.limit(limit);
            var result = desk.store().search().find(query, false, limit, desk.today());
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            for (var hit : result.hits()) {
                desk.view()
                        .rows(List.of(hit.item()))
                        .forEach(
                                row -> {
                                    list.add(desk.json().listed(row).put("snippet", hit.snippet()));
                                    lines.add(ItemJson.line(row));
                                });
            }
            return Answer.of(list, lines);
        }
    }
}
