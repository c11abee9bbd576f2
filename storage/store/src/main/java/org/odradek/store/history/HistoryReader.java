package org.odradek.store.history;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.Shown;
import org.odradek.core.text.TextDifference;
import org.odradek.store.Edit;
import org.odradek.store.Submission;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.delivery.DeliveryTable;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.LogQuestions;
import org.odradek.store.log.LogTable;
import org.odradek.store.log.PastEntries;
import org.odradek.store.view.DeviceNames;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.Published;
import org.odradek.store.view.StateReader;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewPosition;
import org.odradek.store.view.ViewReads;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Reads the past from the log's rows and the journal.
public final class HistoryReader implements History {
    /// A person undoes some steps; ten thousand are weeks of them.
    private static final int UNDO_ENTRIES_MAX = 10_000;

    private final ViewReads reads;
    private final View view;
    private final DeviceNames names;
    private final PastEntries past;
    private final Function<Edit, Submission> submit;
    private final Merges merges;

    public HistoryReader(
            ViewReads reads,
            View view,
            DeviceNames names,
            PastEntries past,
            Function<Edit, Submission> submit) {
        this.reads = reads;
        this.view = view;
        this.names = names;
        this.past = past;
        this.submit = submit;
        this.merges = new Merges(names, past);
    }

    @Override
    public List<Row> of(ItemId item, int limit, @Nullable EntryId before) {
        return reads.read(
                (reading, moment) -> {
                    var rows = new ArrayList<Row>();
                    for (var row : rows(reading.connection(), moment, item, before, limit)) {
                        rows.add(row(item, row));
                    }
                    return rows;
                });
    }

    private List<EntryRow> rows(
            Connection connection,
            Published moment,
            ItemId item,
            @Nullable EntryId before,
            int limit)
            throws SQLException {
        var key = StateReader.key(connection, item);
        long below =
                before == null ? Long.MAX_VALUE : position(connection, moment, before).orElse(0L);
        return key.isEmpty()
                ? List.of()
                : LogTable.newestFirst(connection, moment.devices(), key.getAsLong(), below, limit);
    }

    private static Optional<Long> position(Connection connection, Published moment, EntryId entry)
            throws SQLException {
        var key = moment.devices().entryKey(entry);
        return key.isEmpty()
                ? Optional.empty()
                : LogTable.row(connection, moment.devices(), key.getAsLong())
                        .map(EntryRow::position);
    }

    private Row row(ItemId item, EntryRow row) {
        var id = row.stamp().entry();
        var actions = actions(row).stream().filter(action -> action.item().equals(item)).toList();
        return new Row(
                id,
                row.stamp().wallMs(),
                row.zone(),
                id.device(),
                names.of(id.device()),
                row.origin(),
                Summaries.ofItem(actions));
    }

    private List<Action> actions(EntryRow row) {
        return past.at(row.place()).map(Entry::actions).orElse(List.of());
    }

    @Override
    public List<LogRow> log(@Nullable ItemId item, long afterN, int limit) {
        return reads.read(
                (reading, moment) -> {
                    var connection = reading.connection();
                    var rows =
                            item != null
                                    ? rows(connection, moment, item, null, limit)
                                    : LogTable.newestFirst(
                                            connection, moment.devices(), 0, Long.MAX_VALUE, limit);
                    return rows.stream()
                            .filter(row -> row.position() > afterN)
                            .map(this::logRow)
                            .toList();
                });
    }

    private LogRow logRow(EntryRow row) {
        var id = row.stamp().entry();
        return new LogRow(
                row.position(),
                id,
                row.stamp().wallMs(),
                row.zone(),
                id.device(),
                row.origin(),
                actions(row));
    }

    @Override
    public Optional<ItemDetail> at(ItemId item, EntryId entry) {
        return reads.read(
                (reading, moment) -> {
                    long position = position(reading.connection(), moment, entry).orElse(0L);
                    return detail(
                            reading.connection(), moment, item, row -> row.position() <= position);
                });
    }

    @Override
    public Optional<ItemDetail> at(ItemId item, long atMs) {
        return reads.read(
                (reading, moment) ->
                        detail(
                                reading.connection(),
                                moment,
                                item,
                                row -> row.stamp().wallMs() <= atMs));
    }

    private Optional<ItemDetail> detail(
            Connection connection, Published moment, ItemId item, Predicate<EntryRow> wanted)
            throws SQLException {
        var rows = rows(connection, moment, item, null, Integer.MAX_VALUE).reversed();
        return new ItemPast(item, rows, past).with(wanted).map(then -> detail(moment, then));
    }

    private ItemDetail detail(Published moment, ItemPast.Moment then) {
        var shown = Shown.of(then.state());
        var createdBy = shown.createdBy();
        var updatedBy = shown.updatedBy();
        return new ItemDetail(
                moment.position(),
                StateReader.row(then.state(), then.body(), moment),
                then.body(),
                then.state().body(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                createdBy == null ? "" : names.of(createdBy.device()),
                updatedBy == null ? "" : names.of(updatedBy.device()));
    }

    @Override
    public Submission revert(ItemId item, EntryId entry) {
        var then = at(item, entry);
        var now = view.item(item);
        if (then.isEmpty() || now.isEmpty()) {
            return refused(Refusal.NOT_FOUND, "There is no such version.");
        }
        var actions = differences(then.get(), now.get());
        return actions.isEmpty()
                ? refused(Refusal.NOT_POSSIBLE, "That version is what is shown already.")
                : submit.apply(Edit.of(now.get().position(), actions));
    }

    private static List<Action> differences(ItemDetail then, ItemDetail now) {
        var id = now.row().id();
        var actions = new ArrayList<Action>();
        set(actions, id, Field.TITLE, then.row().title(), now.row().title());
        set(actions, id, Field.KIND, then.row().kind().wireName(), now.row().kind().wireName());
        set(actions, id, Field.DUE, then.row().due(), now.row().due());
        set(actions, id, Field.REMINDER, then.row().reminder(), now.row().reminder());
        set(actions, id, Field.REPEAT, then.row().repeat(), now.row().repeat());
        set(actions, id, Field.REPEAT_FROM, then.row().repeatFrom(), now.row().repeatFrom());
        set(actions, id, Field.PRIORITY, then.row().priority(), now.row().priority());
        var status = then.row().status();
        if (status != null && status != now.row().status()) {
            var on = then.row().completedOn();
            actions.add(
                    Edit.set(
                            id,
                            Field.STATUS,
                            new Value.Status(status, on == null ? null : LocalDate.parse(on))));
        }
        var splices = TextDifference.splices(now.body(), then.body());
        if (!splices.isEmpty()) {
            actions.add(new Action.EditBody(id, now.frontier(), splices, true));
        }
        return actions;
    }

    private static void set(
            List<Action> actions,
            ItemId item,
            Field field,
            @Nullable String then,
            @Nullable String now) {
        if (!Objects.equals(then, now)) {
            actions.add(Edit.set(item, field, Value.text(then)));
        }
    }

    @Override
    public Optional<UndoPlan> planUndo(@Nullable EntryId entry) {
        return reads.read(
                (reading, moment) -> {
                    var connection = reading.connection();
                    var plans = new UndoPlans(connection, moment.devices(), past);
                    var gestures = gestures(connection);
                    if (entry != null) {
                        var key = moment.devices().entryKey(entry);
                        var row =
                                key.isEmpty()
                                        ? Optional.<EntryRow>empty()
                                        : LogTable.row(
                                                connection, moment.devices(), key.getAsLong());
                        return row.isEmpty()
                                ? Optional.empty()
                                : plans.plan(gestures.standsFor(row.get().gesture()), entry);
                    }
                    var met = new LinkedHashSet<GestureId>();
                    for (var row : own(connection, moment)) {
                        boolean byHand =
                                row.origin() != Origin.UNDO && row.origin() != Origin.HOUSEKEEPING;
                        if (byHand && met.add(row.gesture()) && !gestures.isUndone(row.gesture())) {
                            return plans.plan(
                                    gestures.standsFor(row.gesture()), row.stamp().entry());
                        }
                    }
                    return Optional.empty();
                });
    }

    private UndoGestures gestures(Connection connection) {
        return new UndoGestures(gesture -> LogQuestions.holds(connection, gesture));
    }

    private List<EntryRow> own(Connection connection, Published moment) throws SQLException {
        return LogTable.newestOf(connection, moment.devices(), names.own(), UNDO_ENTRIES_MAX);
    }

    @Override
    public Submission undo(UndoPlan plan) {
        if (plan.actions().isEmpty()) {
            return refused(Refusal.NOT_POSSIBLE, "There is nothing left of it to undo.");
        }
        var gesture =
                reads.read((reading, _) -> gestures(reading.connection()).next(plan.gesture()));
        return submit.apply(
                new Edit(plan.actions(), ViewPosition.NEWEST, Origin.UNDO, gesture, false));
    }

    @Override
    public Optional<UndoPlan> planRedo() {
        return reads.read(
                (reading, moment) -> {
                    var connection = reading.connection();
                    var gestures = gestures(connection);
                    for (var undo : undos(own(connection, moment), gestures)) {
                        if (!gestures.isUndone(undo)) {
                            var first =
                                    LogTable.ofGesture(connection, moment.devices(), undo)
                                            .getFirst();
                            return new UndoPlans(connection, moment.devices(), past)
                                    .plan(undo, first.stamp().entry());
                        }
                    }
                    return Optional.empty();
                });
    }

    /// The undos at the end of this device's log, newest first, without those that were redos.
    private static List<GestureId> undos(List<EntryRow> newestFirst, UndoGestures gestures)
            throws SQLException {
        var all = new LinkedHashSet<GestureId>();
        for (var row : newestFirst) {
            if (row.origin() != Origin.UNDO) {
                break;
            }
            all.add(row.gesture());
        }
        var redos = new HashSet<GestureId>();
        for (var gesture : List.copyOf(all).reversed()) {
            var next = gestures.lastUndo(gesture);
            if (next.isPresent() && !redos.contains(gesture)) {
                redos.add(next.get());
            }
        }
        return all.stream().filter(gesture -> !redos.contains(gesture)).toList();
    }

    @Override
    public List<Receipt> receipts(ItemId item, int limit) {
        return reads.read(
                (reading, moment) -> {
                    var connection = reading.connection();
                    var receipts = new ArrayList<Receipt>();
                    var readers = DeliveryTable.readers(connection);
                    for (var row : rows(connection, moment, item, null, limit)) {
                        var id = row.stamp().entry();
                        var seen = new ArrayList<Seen>();
                        for (long reader : readers) {
                            var device = moment.devices().id(reader);
                            var at =
                                    DeliveryTable.seenAtMs(
                                            connection,
                                            moment.devices(),
                                            reader,
                                            id.device(),
                                            id.seq());
                            if (at.isPresent() && !device.equals(id.device())) {
                                seen.add(new Seen(device, names.of(device), at.getAsLong()));
                            }
                        }
                        boolean atServer =
                                DeliveryTable.isDelivered(connection, moment.devices(), id);
                        receipts.add(new Receipt(id, row.stamp().wallMs(), true, atServer, seen));
                    }
                    return receipts;
                });
    }

    @Override
    public List<Merged> merged(int limit) {
        return reads.read(
                (reading, moment) ->
                        merges.newest(reading.connection(), moment, limit).stream()
                                .map(Merges.Found::merged)
                                .toList());
    }

    @Override
    public Submission revertMerged(EntryId entry) {
        var action =
                reads.read(
                        (reading, moment) -> merges.takeBack(reading.connection(), moment, entry));
        return action.isEmpty()
                ? refused(Refusal.NOT_POSSIBLE, "There is nothing left of it to take back.")
                : submit.apply(Edit.of(ViewPosition.NEWEST, action.get()).as(Origin.UNDO));
    }

    private static Submission refused(Refusal reason, String sentence) {
        return new Submission.Refused(reason, sentence);
    }
}
