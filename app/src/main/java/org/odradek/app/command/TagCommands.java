package org.odradek.app.command;

import org.odradek.core.entry.Origin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/// Commands about tags.
final class TagCommands {
    private TagCommands() {}

    /// `tag ID +NAME -NAME` works as it stands, so words that look like options are names here.
    @Command(name = "tag", description = "Adds (+NAME) and removes (-NAME) tags.")
    static final class Tag implements Task {
        @Parameters(index = "0", paramLabel = "ID")
        String id = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "+NAME|-NAME")
        List<String> changes = new ArrayList<>();

        @Override
        public Answer run(Desk desk) {
            var add = new ArrayList<String>();
            var remove = new ArrayList<String>();
            for (var change : changes) {
                if (change.length() < 2 || (change.charAt(0) != '+' && change.charAt(0) != '-')) {
                    return Answer.unreadable("Write +NAME or -NAME, not “" + change + "”.");
                }
                (change.charAt(0) == '+' ? add : remove).add(change.substring(1));
            }
            return Submitting.item(desk, desk.tags().change(Named.detail(desk, id), add, remove));
        }
    }

    @Command(name = "tags", description = "Lists all tags.")
    static final class Tags implements Task {
        @Override
        public Answer run(Desk desk) {
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            for (var tag : desk.view().tags()) {
                list.addObject().put("name", tag.name()).put("items", tag.items());
                lines.add("#" + tag.name() + "  " + tag.items());
            }
            return Answer.of(list, lines);
        }
    }

    @Command(name = "tag-rename", description = "Renames a tag on all items.")
    static final class Rename implements Task {
        @Parameters(index = "0", paramLabel = "OLD")
        String from = "";

        @Parameters(index = "1", paramLabel = "NEW")
        String to = "";

        @Override
        public Answer run(Desk desk) {
            return Submitting.items(desk, desk.tags().rename(from, to), Origin.USER);
        }
    }

    @Command(name = "tag-remove", description = "Removes a tag from all items.")
    static final class Remove implements Task {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        public Answer run(Desk desk) {
            return Submitting.items(desk, desk.tags().removeEverywhere(name), Origin.USER);
        }
    }
}
