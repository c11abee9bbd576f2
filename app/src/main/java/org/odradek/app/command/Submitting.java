package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.Edit;
import org.odradek.store.Submission;
import org.odradek.store.edit.Planned;
import org.odradek.store.view.ViewPosition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Carries a plan out and answers with what it made. A command reads and writes at once, so its edits are made upon the newest view.
final class Submitting {
    private Submitting() {}

    /// Answers with the one item that the plan is about.
    static Answer item(Desk desk, Planned planned) {
        return answer(desk, planned, Origin.USER, (items, _) -> one(desk, items.getFirst()));
    }

    /// Answers with `{"entry","items":[…]}`.
    static Answer items(Desk desk, Planned planned, Origin origin) {
        return answer(
                desk,
                planned,
                origin,
                (items, entry) -> {
                    var node = ItemJson.NODES.objectNode();
                    node.put("entry", entry);
                    node.set("items", desk.json().list(items));
                    var lines = new ArrayList<String>();
                    desk.view().rows(items).forEach(row -> lines.add(ItemJson.line(row)));
                    return Answer.of(node, lines);
                });
    }

    static Answer answer(
            Desk desk,
            Planned planned,
            Origin origin,
            BiFunction<List<ItemId>, String, Answer> then) {
        return switch (planned) {
            case Planned.Refused(var reason, var sentence) -> refused(reason, sentence);
            case Planned.Already(var items) -> then.apply(items, "");
            case Planned.Ready(var actions, var items) ->
                    switch (submit(desk, actions, origin)) {
                        case Submission.Accepted(var entry, _, _) ->
                                then.apply(items, entry.toString());
                        case Submission.Refused(var reason, var sentence) ->
                                refused(reason, sentence);
                    };
        };
    }

    static Submission submit(Desk desk, List<Action> actions, Origin origin) {
        return desk.store().submit(Edit.of(ViewPosition.NEWEST, actions).as(origin));
    }

    static Answer refused(Submission.Refusal reason, String sentence) {
        var code =
                switch (reason) {
                    case BAD_VALUE -> "bad-value";
                    case NOT_FOUND -> "not-found";
                    case NOT_POSSIBLE -> "not-possible";
                    case DISK_FULL -> "disk-full";
                    case READ_ONLY -> "read-only";
                };
        return new Answer.Refused(code, sentence, false);
    }

    static Answer one(Desk desk, ItemId item) {
        var detail = desk.view().item(item);
        if (detail.isEmpty()) {
            return Answer.of(
                    ItemJson.NODES.objectNode().put("id", item.toString()), item.toString());
        }
        ObjectNode node = desk.json().item(detail.get());
        return Answer.of(node, ItemJson.line(detail.get().row()));
    }
}
