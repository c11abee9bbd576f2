package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.Submission;
import org.odradek.store.history.History;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.protocol.control.EnrolledDevice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// Commands about the past: `history`, `revert`, `undo`, `redo`, `receipts`, `log`.
final class HistoryCommands {
    /// An item that was edited more often shows its newest sessions.
    private static final int ENTRIES_MAX = 10_000;

    private HistoryCommands() {}

    @Command(name = "history", description = "Lists an item's edits, newest first.")
    static final class OfItem implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Option(names = "--limit", paramLabel = "N")
        int limit = 100;

        @Option(names = "--before", paramLabel = "ENTRY")
        @Nullable String before;

        @Option(
                names = "--sessions",
                description = "One row for what a device did without a long pause.")
        boolean sessions;

        @Override
        public Answer run(Desk desk) {
            ReadableValues.limit(limit);
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            if (sessions) {
                var all = EditSession.of(rows(desk, ENTRIES_MAX));
                for (var session : all.subList(0, Math.min(limit, all.size()))) {
                    var row = row(desk, session.newest()).put("summary", session.summary());
                    row.put("from", desk.json().time(session.fromMs()));
                    var entries = row.putArray("entries");
                    session.rows().forEach(each -> entries.add(each.entry().toString()));
                    list.add(row);
                }
            } else {
                rows(desk, limit).forEach(row -> list.add(row(desk, row)));
            }
            list.forEach(
                    row ->
                            lines.add(
                                    row.get("at").asText()
                                            + "  "
                                            + row.get("deviceName").asText()
                                            + "  "
                                            + row.get("summary").asText()
                                            + "  "
                                            + row.get("entry").asText()));
            return Answer.of(list, lines);
        }

        private List<History.Row> rows(Desk desk, int most) {
            var upTo = before == null ? null : Named.entry(before);
            return desk.store().history().of(Named.item(desk, id), most, upTo);
        }

        private static ObjectNode row(Desk desk, History.Row row) {
            return ItemJson.NODES
                    .objectNode()
                    .put("entry", row.entry().toString())
                    .put("at", desk.json().time(row.atMs()))
                    .put("device", row.device().toString())
                    .put("deviceName", row.deviceName())
                    .put("origin", row.origin().wireName())
                    .put("summary", row.summary());
        }
    }

    @Command(name = "revert", description = "Brings an item back to what it was, as a new edit.")
    static final class Revert implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Option(names = "--to", required = true, paramLabel = "ENTRY")
        String to = "";

        @Override
        public Answer run(Desk desk) {
            var item = Named.item(desk, id);
            return switch (desk.store().history().revert(item, Named.entry(to))) {
                case Submission.Accepted _ -> Submitting.one(desk, item);
                case Submission.Refused(var reason, var sentence) ->
                        Submitting.refused(reason, sentence);
            };
        }
    }

    @Command(
            name = "undo",
            description = "Takes back the last gesture made on this device, or any entry's.")
    static final class Undo implements Task {
        @Option(names = "--entry", paramLabel = "ENTRY")
        @Nullable String entry;

        @Option(
                names = "--dry-run",
                description = "Says what it would change, and changes nothing.")
        boolean dryRun;

        @Override
        public Answer run(Desk desk) {
            var plan = desk.store().history().planUndo(entry == null ? null : Named.entry(entry));
            return carryOut(desk, plan, dryRun, "There is nothing to undo.");
        }
    }

    @Command(name = "redo", description = "Brings back what was undone last.")
    static final class Redo implements Task {
        @Override
        public Answer run(Desk desk) {
            return carryOut(
                    desk, desk.store().history().planRedo(), false, "There is nothing to redo.");
        }
    }

    @Command(name = "receipts", description = "Says how far each edit of an item has come.")
    static final class Receipts implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Override
        public Answer run(Desk desk) {
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            var members = members(desk);
            for (var receipt :
                    desk.store().history().receipts(Named.item(desk, id), Integer.MAX_VALUE)) {
                var at = desk.json().time(receipt.atMs());
                var node =
                        list.addObject()
                                .put("entry", receipt.entry().toString())
                                .put("at", at)
                                .put("here", receipt.here())
                                .put("server", receipt.atServer());
                var seenBy = node.putArray("seenBy");
                receipt.seenBy()
                        .forEach(
                                seen ->
                                        seenBy.addObject()
                                                .put("device", seen.device().toString())
                                                .put("deviceName", seen.deviceName())
                                                .put("at", desk.json().time(seen.atMs())));
                var notYet = node.putArray("notYet");
                var line = new StringJoiner(" · ");
                line.add(at + "  on this device");
                line.add(receipt.atServer() ? "at the server" : "waits");
                receipt.seenBy().forEach(seen -> line.add("seen on " + seen.deviceName()));
                for (var device : members) {
                    if (lacks(device, receipt)) {
                        var name = desk.store().view().deviceName(device);
                        notYet.addObject().put("device", device.toString()).put("deviceName", name);
                        line.add("not yet on " + name);
                    }
                }
                lines.add(line.toString());
            }
            return Answer.of(list, lines);
        }

        /// The account's other devices, without those that were removed.
        private static List<DeviceId> members(Desk desk) {
            var profile = desk.store().profile();
            return new AccountFacts(desk.store().facts())
                    .controlLog(profile.account()).stream()
                            .flatMap(log -> log.devices().values().stream())
                            .filter(one -> !one.isRevoked())
                            .map(EnrolledDevice::device)
                            .filter(device -> !device.equals(profile.device()))
                            .toList();
        }

        private static boolean lacks(DeviceId device, History.Receipt receipt) {
            return !receipt.entry().device().equals(device)
                    && receipt.seenBy().stream().noneMatch(seen -> seen.device().equals(device));
        }
    }

    @Command(name = "log", description = "Lists entries, newest first.")
    static final class Log implements Task {
        @Option(names = "--item", paramLabel = "ID")
        @Nullable String item;

        @Option(
                names = "--after",
                paramLabel = "N",
                description = "Only those that arrived after number N.")
        long after;

        @Option(names = "--limit", paramLabel = "N")
        int limit = 100;

        @Override
        public Answer run(Desk desk) {
            ReadableValues.limit(limit);
            var rows =
                    desk.store()
                            .history()
                            .log(item == null ? null : Named.item(desk, item), after, limit);
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            for (var row : rows) {
                var at = desk.json().time(row.atMs());
                var actions =
                        list.addObject()
                                .put("n", row.n())
                                .put("entry", row.entry().toString())
                                .put("at", at)
                                .put("device", row.device().toString())
                                .put("origin", row.origin().wireName())
                                .putArray("actions");
                row.actions().forEach(action -> actions.add(ActionJson.of(action)));
                lines.add(
                        row.n()
                                + "  "
                                + at
                                + "  "
                                + row.entry()
                                + "  "
                                + row.actions().size()
                                + " actions");
            }
            return Answer.of(list, lines);
        }
    }

    static Answer answer(Submission submission, String line) {
        return switch (submission) {
            case Submission.Accepted(var entry, _, _) ->
                    Answer.of(ItemJson.NODES.objectNode().put("entry", entry.toString()), line);
            case Submission.Refused(var reason, var sentence) ->
                    Submitting.refused(reason, sentence);
        };
    }

    private static Answer carryOut(
            Desk desk, Optional<History.UndoPlan> found, boolean dryRun, String nothing) {
        if (found.isEmpty()) {
            return Answer.notPossible(nothing);
        }
        var plan = found.get();
        var node = ItemJson.NODES.objectNode();
        node.put("summary", plan.summary());
        var kept = node.putArray("kept");
        plan.kept().forEach(kept::add);
        List<String> lines = new ArrayList<>();
        lines.add((dryRun ? "Would take back: " : "Took back: ") + plan.summary());
        lines.addAll(plan.kept());
        if (dryRun) {
            node.set("items", desk.json().list(plan.items()));
            return Answer.of(node, lines);
        }
        return switch (desk.store().history().undo(plan)) {
            case Submission.Accepted(var entry, _, _) -> {
                node.put("entry", entry.toString());
                node.set("items", desk.json().list(plan.items()));
                yield Answer.of(node, lines);
            }
            case Submission.Refused(var reason, var sentence) ->
                    Submitting.refused(reason, sentence);
        };
    }
}
