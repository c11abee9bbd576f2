package org.odradek.core.action;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Actions as CBOR: an array of a type number and the action's parts, without the item, which the part of the entry names once. A type
/// number that is not known, or an array that is longer than this version's, is read as [Action.Unknown] and written back unchanged.
public final class ActionCodec {
    private static final int CREATE_ITEM = 1;
    private static final int SET_FIELD = 2;
    private static final int EDIT_BODY = 3;
    private static final int REVIEW_BODY = 4;
    private static final int ADD_TAG = 5;
    private static final int REMOVE_TAG = 6;
    private static final int ATTACH = 7;
    private static final int DETACH = 8;
    private static final int MARK_REMINDER = 9;
    private static final int PURGE = 10;
    private static final int REOPEN_BODY = 11;

    private ActionCodec() {}

    /// Appends one action.
    public static void write(CborWriter out, Action action) {
        switch (action) {
            case Action.CreateItem(_, var kind) ->
                    out.array(2).integer(CREATE_ITEM).text(kind.wireName());
            case Action.SetField(_, var field, var values, var over) -> {
                out.array(4).integer(SET_FIELD).text(field).array(values.size());
                values.forEach(value -> writeVersioned(out, value));
                writeOver(out, over);
            }
            case Action.EditBody(_, var parents, var splices, var whole) -> {
                out.array(4).integer(EDIT_BODY);
                writeFrontier(out, parents);
                out.array(splices.size());
                splices.forEach(
                        splice ->
                                out.array(3)
                                        .integer(splice.position())
                                        .integer(splice.deletedLength())
                                        .text(splice.inserted()));
                out.flag(whole);
            }
            case Action.ReviewBody(_, var frontier) -> {
                out.array(2).integer(REVIEW_BODY);
                writeFrontier(out, frontier);
            }
            case Action.ReopenBody(_, var frontier) -> {
                out.array(2).integer(REOPEN_BODY);
                writeFrontier(out, frontier);
            }
            case Action.AddTag(_, var name) -> out.array(2).integer(ADD_TAG).text(name);
            case Action.RemoveTag(_, var name) -> out.array(2).integer(REMOVE_TAG).text(name);
            case Action.Attach(_, var name, var sha256, var sizeBytes) ->
                    out.array(4).integer(ATTACH).text(name).bytes(sha256).integer(sizeBytes);
            case Action.Detach(_, var name, var sha256, var sizeBytes) ->
                    out.array(4).integer(DETACH).text(name).bytes(sha256).integer(sizeBytes);
            case Action.MarkReminder(_, var at, var outcome, var until) -> {
                out.array(4).integer(MARK_REMINDER).text(at).text(outcome);
                writeOptional(out, until);
            }
            case Action.Purge _ -> out.array(1).integer(PURGE);
            case Action.Unknown(_, var encoded) -> out.encoded(encoded);
        }
    }

    /// Reads one action of this item. Throws [MalformedCborException] for bytes that no version writes.
    public static Action read(CborReader in, ItemId item) {
        var encoded = in.encoded();
        var reader = new CborReader(encoded);
        int size = reader.array();
        int type = Math.toIntExact(Math.min(reader.integer(), Integer.MAX_VALUE));
        try {
            var action = readKnown(reader, item, type, size);
            return action == null || !reader.isAtEnd() ? new Action.Unknown(item, encoded) : action;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedCborException(
                    "an action of type " + type + " that no version writes: " + e.getMessage());
        }
    }

    private static @Nullable Action readKnown(CborReader in, ItemId item, int type, int size) {
        return switch (type) {
            case CREATE_ITEM -> size == 2 ? createItem(item, in.text()) : null;
            case SET_FIELD ->
                    size == 4
                            ? new Action.SetField(item, in.text(), readValues(in), readOver(in))
                            : null;
            case EDIT_BODY ->
                    size == 4
                            ? new Action.EditBody(
                                    item, readFrontier(in), readSplices(in), in.flag())
                            : null;
            case REVIEW_BODY -> size == 2 ? new Action.ReviewBody(item, readFrontier(in)) : null;
            case REOPEN_BODY -> size == 2 ? new Action.ReopenBody(item, readFrontier(in)) : null;
            case ADD_TAG -> size == 2 ? new Action.AddTag(item, in.text()) : null;
            case REMOVE_TAG -> size == 2 ? new Action.RemoveTag(item, in.text()) : null;
            case ATTACH ->
                    size == 4 ? new Action.Attach(item, in.text(), in.bytes(), in.integer()) : null;
            case DETACH ->
                    size == 4 ? new Action.Detach(item, in.text(), in.bytes(), in.integer()) : null;
            case MARK_REMINDER ->
                    size == 4
                            ? new Action.MarkReminder(item, in.text(), in.text(), readOptional(in))
                            : null;
            case PURGE -> size == 1 ? new Action.Purge(item) : null;
            default -> null;
        };
    }

    private static @Nullable Action createItem(ItemId item, String wireName) {
        for (var kind : ItemKind.values()) {
            if (kind.wireName().equals(wireName)) {
                return new Action.CreateItem(item, kind);
            }
        }
        return null;
    }

    /// Appends a value, as it stands in entries and in the view's state.
    public static void writeValue(CborWriter out, Value value) {
        switch (value) {
            case Value.None _ -> out.none();
            case Value.Text(var text) -> out.text(text);
            case Value.Flag(var set) -> out.flag(set);
            case Value.Ref(var target) -> out.bytes(target.bytes());
            case Value.Status(var state, var on) -> {
                out.array(2).text(state.wireName());
                writeOptional(out, on == null ? null : on.toString());
            }
            case Value.Unknown(var encoded) -> out.encoded(encoded);
        }
    }

    /// Reads a value; what this version does not know comes back as [Value.Unknown].
    public static Value readValue(CborReader in) {
        var encoded = in.encoded();
        var reader = new CborReader(encoded);
        return switch (reader.peekMajorType()) {
            case 2 ->
                    encoded.length == 17
                            ? new Value.Ref(ItemId.of(reader.bytes()))
                            : new Value.Unknown(encoded);
            case 3 -> new Value.Text(reader.text());
            case 4 -> readStatus(reader, encoded);
            case 7 -> reader.none() ? Value.NONE : new Value.Flag(reader.flag());
            default -> new Value.Unknown(encoded);
        };
    }

    private static Value readStatus(CborReader in, byte[] encoded) {
        if (in.array() == 2 && in.peekMajorType() == 3) {
            var wireName = in.text();
            for (var state : Value.State.values()) {
                if (state.wireName().equals(wireName)) {
                    var on = readOptional(in);
                    return new Value.Status(state, on == null ? null : LocalDate.parse(on));
                }
            }
        }
        return new Value.Unknown(encoded);
    }

    private static void writeVersioned(CborWriter out, Versioned versioned) {
        var author = versioned.author();
        if (author == null) {
            out.array(1);
        } else {
            out.array(3);
        }
        writeValue(out, versioned.value());
        if (author != null) {
            out.bytes(author.device().bytes()).integer(author.seq());
        }
    }

    private static List<Versioned> readValues(CborReader in) {
        var values = new ArrayList<Versioned>();
        for (int left = in.array(); left > 0; left--) {
            int size = in.array();
            var value = readValue(in);
            var author = size == 3 ? new EntryId(DeviceId.of(in.bytes()), in.integer()) : null;
            values.add(new Versioned(value, author));
        }
        return values;
    }

    private static void writeOver(CborWriter out, SortedSet<WriteId> over) {
        out.array(over.size());
        over.forEach(
                write ->
                        out.array(3)
                                .bytes(write.entry().device().bytes())
                                .integer(write.entry().seq())
                                .integer(write.n()));
    }

    private static SortedSet<WriteId> readOver(CborReader in) {
        var over = new TreeSet<WriteId>();
        for (int left = in.array(); left > 0; left--) {
            if (in.array() != 3) {
                throw new IllegalArgumentException("a write's name has three parts");
            }
            var entry = new EntryId(DeviceId.of(in.bytes()), in.integer());
            over.add(new WriteId(entry, Math.toIntExact(in.integer())));
        }
        return over;
    }

    private static void writeFrontier(CborWriter out, SortedSet<BodyEventId> frontier) {
        out.array(frontier.size());
        frontier.forEach(id -> out.bytes(id.bytes()));
    }

    private static SortedSet<BodyEventId> readFrontier(CborReader in) {
        var frontier = new TreeSet<BodyEventId>();
        for (int left = in.array(); left > 0; left--) {
            frontier.add(BodyEventId.of(in.bytes()));
        }
        return frontier;
    }

    private static List<Splice> readSplices(CborReader in) {
        var splices = new ArrayList<Splice>();
        for (int left = in.array(); left > 0; left--) {
            if (in.array() != 3) {
                throw new IllegalArgumentException("a splice has three parts");
            }
            splices.add(
                    new Splice(
                            Math.toIntExact(in.integer()),
                            Math.toIntExact(in.integer()),
                            in.text()));
        }
        return splices;
    }

    private static void writeOptional(CborWriter out, @Nullable String text) {
        if (text == null) {
            out.none();
        } else {
            out.text(text);
        }
    }

    private static @Nullable String readOptional(CborReader in) {
        return in.none() ? null : in.text();
    }
}
