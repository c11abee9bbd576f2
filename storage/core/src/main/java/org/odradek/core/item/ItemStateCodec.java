package org.odradek.core.item;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ActionCodec;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.register.Head;
import org.odradek.core.register.PastWrite;
import org.odradek.core.register.Register;
import org.odradek.core.tag.AddWinsSet;
import org.odradek.core.text.BodyEventId;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// An item's state as deterministic CBOR: equal states have equal bytes on every device, so that the hash of the view can be taken over
/// them. It is a local format: the view is rebuilt from the log when it changes.
public final class ItemStateCodec {
    private static final int ELEMENTS = 11;

    private ItemStateCodec() {}

    public static byte[] encode(ItemState state) {
        var out = new CborWriter().array(ELEMENTS).bytes(state.id().bytes());
        if (state.createdAs() == null) {
            out.none();
        } else {
            out.text(state.createdAs().wireName());
        }
        touch(out, state.created());
        touch(out, state.changed());
        out.map(state.registers().size());
        state.registers()
                .forEach(
                        (name, register) -> {
                            out.text(name);
                            register(out, register);
                        });
        addWins(out, state.tags(), (to, tag) -> to.text(tag), (to, said) -> to.text(said));
        addWins(
                out,
                state.attachments(),
                (to, key) -> to.array(2).text(key.name()).text(key.sha256()),
                (to, size) -> to.integer(size));
        devices(out, state.edits());
        frontier(out, state.body());
        looks(out, state.reviewed());
        out.map(state.reminders().size());
        state.reminders()
                .forEach(
                        (at, mark) -> {
                            out.text(at).array(4).text(mark.outcome());
                            optional(out, mark.until());
                            hlc(out, mark.hlc());
                            entry(out, mark.entry());
                        });
        return out.toByteArray();
    }

    public static ItemState decode(byte[] encoded) {
        var in = new CborReader(encoded);
        if (in.array() != ELEMENTS) {
            throw new MalformedCborException("an item's state has " + ELEMENTS + " elements");
        }
        var id = ItemId.of(in.bytes());
        var createdAs = in.none() ? null : kind(in.text());
        var created = touch(in);
        var changed = touch(in);
        var registers = new TreeMap<String, Register>();
        for (int left = in.map(); left > 0; left--) {
            registers.put(in.text(), register(in));
        }
        AddWinsSet<String, String> tags = addWins(in, CborReader::text, CborReader::text);
        AddWinsSet<AttachmentKey, Long> attachments =
                addWins(
                        in,
                        from -> {
                            from.array();
                            return new AttachmentKey(from.text(), from.text());
                        },
                        CborReader::integer);
        var edits = devices(in);
        var body = frontier(in);
        var reviewed = looks(in);
        var reminders = new TreeMap<String, ReminderMark>();
        for (int left = in.map(); left > 0; left--) {
            var at = in.text();
            in.array();
            reminders.put(
                    at,
                    new ReminderMark(in.text(), in.none() ? null : in.text(), hlc(in), entry(in)));
        }
        return new ItemState(
                id,
                createdAs,
                created,
                changed,
                registers,
                tags,
                attachments,
                edits,
                body,
                reviewed,
                reminders);
    }

    private static ItemKind kind(String wireName) {
        for (var kind : ItemKind.values()) {
            if (kind.wireName().equals(wireName)) {
                return kind;
            }
        }
        throw new MalformedCborException("no kind " + wireName);
    }

    private static void register(CborWriter out, Register register) {
        out.array(2).array(register.heads().size());
        for (var head : register.heads()) {
            out.array(8);
            write(out, head.id());
            ActionCodec.writeValue(out, head.value());
            if (head.author() == null) {
                out.none();
            } else {
                entry(out, head.author());
            }
            hlc(out, head.hlc());
            out.integer(head.wallMs()).text(head.origin().wireName());
            writes(out, head.over());
            devices(out, head.contestedBy());
        }
        out.array(register.past().size());
        register.past()
                .forEach(
                        (id, past) -> {
                            out.array(4);
                            write(out, id);
                            ActionCodec.writeValue(out, past.value());
                            hlc(out, past.hlc());
                            writes(out, past.over());
                        });
    }

    private static Register register(CborReader in) {
        in.array();
        var heads = new ArrayList<Head>();
        for (int left = in.array(); left > 0; left--) {
            in.array();
            heads.add(
                    new Head(
                            write(in),
                            ActionCodec.readValue(in),
                            in.none() ? null : entry(in),
                            hlc(in),
                            in.integer(),
                            origin(in.text()),
                            writes(in),
                            devices(in)));
        }
        var past = new TreeMap<WriteId, PastWrite>();
        for (int left = in.array(); left > 0; left--) {
            in.array();
            past.put(write(in), new PastWrite(ActionCodec.readValue(in), hlc(in), writes(in)));
        }
        return new Register(List.copyOf(heads), past);
    }

    private static Origin origin(String wireName) {
        for (var origin : Origin.values()) {
            if (origin.wireName().equals(wireName)) {
                return origin;
            }
        }
        throw new MalformedCborException("no origin " + wireName);
    }

    private static <E extends Comparable<E>, V> void addWins(
            CborWriter out,
            AddWinsSet<E, V> set,
            BiConsumer<CborWriter, E> element,
            BiConsumer<CborWriter, V> said) {
        out.array(set.additions().size());
        set.additions()
                .forEach(
                        (key, byEntry) -> {
                            out.array(2);
                            element.accept(out, key);
                            out.array(byEntry.size());
                            byEntry.forEach(
                                    (entry, value) -> {
                                        out.array(2);
                                        entry(out, entry);
                                        said.accept(out, value);
                                    });
                        });
    }

    private static <E extends Comparable<E>, V> AddWinsSet<E, V> addWins(
            CborReader in, Function<CborReader, E> element, Function<CborReader, V> said) {
        var additions = new TreeMap<E, SortedMap<EntryId, V>>();
        for (int left = in.array(); left > 0; left--) {
            in.array();
            var key = element.apply(in);
            var byEntry = new TreeMap<EntryId, V>();
            for (int entries = in.array(); entries > 0; entries--) {
                in.array();
                byEntry.put(entry(in), said.apply(in));
            }
            additions.put(key, byEntry);
        }
        return new AddWinsSet<>(additions);
    }

    private static void devices(CborWriter out, SortedMap<DeviceId, Long> seqByDevice) {
        out.map(seqByDevice.size());
        seqByDevice.forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
    }

    private static SortedMap<DeviceId, Long> devices(CborReader in) {
        var seqByDevice = new TreeMap<DeviceId, Long>();
        for (int left = in.map(); left > 0; left--) {
            seqByDevice.put(DeviceId.of(in.bytes()), in.integer());
        }
        return seqByDevice;
    }

    private static void frontier(CborWriter out, SortedSet<BodyEventId> frontier) {
        out.array(frontier.size());
        frontier.forEach(id -> out.bytes(id.bytes()));
    }

    private static SortedSet<BodyEventId> frontier(CborReader in) {
        var frontier = new TreeSet<BodyEventId>();
        for (int left = in.array(); left > 0; left--) {
            frontier.add(BodyEventId.of(in.bytes()));
        }
        return frontier;
    }

    private static void touch(CborWriter out, @Nullable Touch touch) {
        if (touch == null) {
            out.none();
        } else {
            out.array(3);
            hlc(out, touch.hlc());
            entry(out, touch.entry());
            out.integer(touch.wallMs());
        }
    }

    private static @Nullable Touch touch(CborReader in) {
        if (in.none()) {
            return null;
        }
        in.array();
        return new Touch(hlc(in), entry(in), in.integer());
    }

    private static void hlc(CborWriter out, Hlc hlc) {
        out.array(2).integer(hlc.wallMs()).integer(hlc.counter());
    }

    private static Hlc hlc(CborReader in) {
        in.array();
        return new Hlc(in.integer(), in.integer());
    }

    private static void looks(CborWriter out, Looks looks) {
        out.array(looks.byEntry().size());
        looks.byEntry()
                .forEach(
                        (entry, version) -> {
                            entry(out, entry);
                            frontier(out, version);
                        });
        out.array(looks.takenBack().size());
        looks.takenBack().forEach(entry -> entry(out, entry));
    }

    private static Looks looks(CborReader in) {
        var byEntry = new TreeMap<EntryId, SortedSet<BodyEventId>>();
        for (int left = in.array(); left > 0; left--) {
            byEntry.put(entry(in), frontier(in));
        }
        var takenBack = new TreeSet<EntryId>();
        for (int left = in.array(); left > 0; left--) {
            takenBack.add(entry(in));
        }
        return new Looks(byEntry, takenBack);
    }

    private static void entry(CborWriter out, EntryId entry) {
        out.array(2).bytes(entry.device().bytes()).integer(entry.seq());
    }

    private static EntryId entry(CborReader in) {
        in.array();
        return new EntryId(DeviceId.of(in.bytes()), in.integer());
    }

    private static void write(CborWriter out, WriteId id) {
        out.array(2);
        entry(out, id.entry());
        out.integer(id.n());
    }

    private static WriteId write(CborReader in) {
        in.array();
        return new WriteId(entry(in), Math.toIntExact(in.integer()));
    }

    private static void writes(CborWriter out, SortedSet<WriteId> writes) {
        out.array(writes.size());
        writes.forEach(id -> write(out, id));
    }

    private static SortedSet<WriteId> writes(CborReader in) {
        var writes = new TreeSet<WriteId>();
        for (int left = in.array(); left > 0; left--) {
            writes.add(write(in));
        }
        return writes;
    }

    private static void optional(CborWriter out, @Nullable String text) {
        if (text == null) {
            out.none();
        } else {
            out.text(text);
        }
    }
}
