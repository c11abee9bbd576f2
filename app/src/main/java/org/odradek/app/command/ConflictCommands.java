package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.edit.Planned;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.history.History;
import org.odradek.store.view.ConflictRow;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/// Commands about what a person must decide, and what was merged for them.
final class ConflictCommands {
    private ConflictCommands() {}

    @Command(name = "conflicts", description = "Lists what waits for a decision.")
    static final class Conflicts implements Task {
        @Option(names = "--all", description = "Settled ones too.")
        boolean all;

        @Override
        public Answer run(Desk desk) {
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            for (var row : all ? desk.view().allConflicts() : desk.view().conflicts()) {
                list.add(conflict(desk, row));
                lines.add(
                        row.id()
                                + "  "
                                + row.field()
                                + " of “"
                                + row.title()
                                + "”"
                                + (row.resolved() == null
                                        ? ""
                                        : "  settled on " + row.resolved().by()));
                row.versions()
                        .forEach(
                                version ->
                                        lines.add(
                                                "    "
                                                        + version.n()
                                                        + "  "
                                                        + version.deviceName()
                                                        + ": "
                                                        + version.value()));
            }
            return Answer.of(list, lines);
        }
    }

    @Command(name = "resolve", description = "Decides conflicts.")
    static final class Resolve implements Task {
        @Parameters(arity = "1..*", paramLabel = "CONFLICT")
        List<String> conflicts = new ArrayList<>();

        @ArgGroup(multiplicity = "1")
        How how = new How();

        static final class How {
            @Option(names = "--take", required = true, paramLabel = "N", description = "Version N.")
            @Nullable Integer take;

            @Option(
                    names = "--value",
                    required = true,
                    paramLabel = "V",
                    description = "A value of your own.")
            @Nullable String value;

            @Option(names = "--both", required = true)
            boolean both;

            @Option(names = "--keep-shown", required = true)
            boolean keepShown;

            @Option(names = "--newest", required = true)
            boolean newest;

            @Option(names = "--this-device", required = true)
            boolean thisDevice;
        }

        @Override
        public Answer run(Desk desk) {
            var choice = choice(desk);
            var actions = new ArrayList<Action>();
            var items = new ArrayList<ItemId>();
            for (var name : conflicts) {
                var conflict = Named.conflict(desk, name);
                switch (desk.resolutions().resolve(conflict, choice)) {
                    case Planned.Ready ready -> {
                        actions.addAll(ready.actions());
                        items.addAll(ready.items());
                    }
                    case Planned.Already already -> items.addAll(already.items());
                    case Planned.Refused refused -> {
                        return Submitting.items(desk, refused, Origin.RESOLVE);
                    }
                }
            }
            var plan =
                    actions.isEmpty()
                            ? new Planned.Already(items)
                            : new Planned.Ready(actions, items);
            return Submitting.items(desk, plan, Origin.RESOLVE);
        }

        private Choice choice(Desk desk) {
            if (how.take != null) {
                return new Choice.Take(how.take);
            }
            if (how.value != null) {
                return new Choice.Anew(Named.text(desk, how.value));
            }
            return how.both
                    ? new Choice.Both()
                    : how.keepShown
                            ? new Choice.KeepShown()
                            : how.newest ? new Choice.Newest() : new Choice.ThisDevice();
        }
    }

    @Command(name = "merged", description = "Lists texts that were merged for you.")
    static final class Merged implements Task {
        @Option(names = "--limit", paramLabel = "N")
        int limit = 50;

        @Override
        public Answer run(Desk desk) {
            ReadableValues.limit(limit);
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            for (var merged : desk.store().history().merged(limit)) {
                list.add(merged(desk, merged));
                lines.add(
                        merged.entry()
                                + "  “"
                                + merged.title()
                                + "” from "
                                + String.join(" and ", merged.devices()));
            }
            return Answer.of(list, lines);
        }

        private static ObjectNode merged(Desk desk, History.Merged merged) {
            var node = ItemJson.NODES.objectNode();
            node.put("entry", merged.entry().toString());
            node.put("item", merged.item().toString());
            node.put("title", merged.title());
            node.put("at", desk.json().time(merged.atMs()));
            var devices = node.putArray("devices");
            merged.devices().forEach(devices::add);
            var places = node.putArray("places");
            for (var place : merged.places()) {
                var versions =
                        places.addObject()
                                .put("base", place.base())
                                .put("merged", place.merged())
                                .putArray("versions");
                place.versions().forEach(versions::add);
            }
            return node;
        }
    }

    @Command(name = "merged-revert", description = "Takes one side's part of a merged text back.")
    static final class MergedRevert implements Task {
        @Parameters(paramLabel = "ENTRY")
        String entry = "";

        @Override
        public Answer run(Desk desk) {
            return HistoryCommands.answer(
                    desk.store().history().revertMerged(Named.entry(entry)), "Taken back.");
        }
    }

    private static ObjectNode conflict(Desk desk, ConflictRow row) {
        var node = ItemJson.NODES.objectNode();
        node.put("id", row.id().value());
        node.put("item", row.item().toString());
        node.put("title", row.title());
        node.put("field", row.field());
        node.put("kind", row.kind().wireName());
        node.put("base", row.base());
        var versions = node.putArray("versions");
        for (var version : row.versions()) {
            versions.addObject()
                    .put("n", version.n())
                    .put("entry", version.entry().toString())
                    .put("device", version.device().toString())
                    .put("deviceName", version.deviceName())
                    .put("thisDevice", version.thisDevice())
                    .put("at", desk.json().time(version.atMs()))
                    .put("value", version.value());
        }
        if (row.places().isEmpty()) {
            node.putNull("places");
        } else {
            var places = node.putArray("places");
            for (var place : row.places()) {
                var sides =
                        places.addObject()
                                .put("base", place.base())
                                .put("merged", place.merged())
                                .putArray("versions");
                place.versions()
                        .forEach(
                                side ->
                                        sides.addObject()
                                                .put("entry", side.entry().toString())
                                                .put("device", side.device().toString())
                                                .put("deviceName", side.deviceName())
                                                .put("value", side.text()));
            }
        }
        node.put("shown", row.shown());
        var resolved = row.resolved();
        if (resolved == null) {
            node.putNull("resolved");
        } else {
            node.putObject("resolved")
                    .put("by", resolved.by())
                    .put("at", desk.json().time(resolved.atMs()))
                    .put("value", resolved.value());
        }
        return node;
    }
}
