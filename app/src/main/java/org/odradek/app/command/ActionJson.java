package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.odradek.core.action.Action;
import org.odradek.core.action.Value;

import java.util.HexFormat;

/// Actions as `odradek log` prints them.
final class ActionJson {
    private ActionJson() {}

    static ObjectNode of(Action action) {
        var node = ItemJson.NODES.objectNode();
        node.put("action", action.getClass().getSimpleName());
        node.put("item", action.item().toString());
        switch (action) {
            case Action.CreateItem(_, var kind) -> node.put("kind", kind.wireName());
            case Action.SetField(_, var field, var values, var over) -> {
                node.put("field", field);
                var list = node.putArray("values");
                values.forEach(versioned -> list.add(text(versioned.value())));
                node.put("over", over.size());
            }
            case Action.EditBody(_, _, var splices, var whole) -> {
                var list = node.putArray("splices");
                splices.forEach(
                        splice ->
                                list.addObject()
                                        .put("at", splice.position())
                                        .put("deleted", splice.deletedLength())
                                        .put("inserted", splice.inserted()));
                node.put("whole", whole);
            }
            case Action.ReviewBody _, Action.ReopenBody _ -> {}
            case Action.AddTag(_, var name) -> node.put("name", name);
            case Action.RemoveTag(_, var name) -> node.put("name", name);
            case Action.Attach(_, var name, var sha256, var size) ->
                    node.put("name", name)
                            .put("sha256", HexFormat.of().formatHex(sha256))
                            .put("size", size);
            case Action.Detach(_, var name, var sha256, _) ->
                    node.put("name", name).put("sha256", HexFormat.of().formatHex(sha256));
            case Action.MarkReminder(_, var at, var outcome, var until) ->
                    node.put("at", at).put("outcome", outcome).put("until", until);
            case Action.Purge _ -> {}
            case Action.Unknown(_, var encoded) -> node.put("bytes", encoded.length);
        }
        return node;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.None _ -> "";
            case Value.Text(var text) -> text;
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Ref(var target) -> target.toString();
            case Value.Status(var state, _) -> state.wireName();
            case Value.Unknown(var encoded) -> "(" + encoded.length + " bytes)";
        };
    }
}
