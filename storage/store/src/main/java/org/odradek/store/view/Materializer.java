package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.WriteId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Stamp;
import org.odradek.core.task.Recurrences;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.LineReview;
import org.odradek.core.text.MergeWindow;
import org.odradek.core.text.ReviewPlace;
import org.odradek.core.text.Splice;
import org.odradek.store.body.Bodies;
import org.odradek.store.body.BodyEvents;
import org.odradek.store.body.BodyHistory;
import org.odradek.store.log.ChangedAlong;
import org.odradek.store.log.Devices;
import org.odradek.store.log.LogTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// Makes the view from entries: the one place where an entry becomes rows, for own entries, received ones and a rebuild alike. An entry is
/// planned first, which changes nothing, then taken; [#finish] writes the rows of all that were taken. Belongs to the writing thread.
public final class Materializer {
    private final Devices devices;
    private final LogTable log;
    private final Workspace workspace;
    private final BodyEvents events;
    private final Bodies bodies;
    private final RowWriter rows;
    private final ChangedAlong along;
    private final Set<ItemId> touched = new LinkedHashSet<>();
    private final Set<ItemId> named = new HashSet<>();
    private ViewPosition newest = new ViewPosition(0);
    private final Map<ItemId, BodyStrand> strands = new LinkedHashMap<>();
    private HeadTimes headTimes = new HeadTimes();

    public Materializer(
            Connection connection,
            Devices devices,
            LogTable log,
            ViewHash hash,
            Recurrences recurrences,
            byte[] viewHash)
            throws SQLException {
        this.devices = devices;
        this.log = log;
        this.along = new ChangedAlong(connection);
        var table = new ItemTable(connection);
        this.workspace = new Workspace(connection, table);
        this.events = new BodyEvents(connection);
        this.bodies = new Bodies(connection, events, hash.textKey());
        this.rows =
                new RowWriter(
                        workspace,
                        table,
                        bodies,
                        devices,
                        hash,
                        recurrences,
                        new ConflictWriter(connection, devices, log));
        rows.reload(viewHash);
    }

    /// Forgets what was taken and not committed.
    public void reload(Connection connection, byte[] viewHash) throws SQLException {
        touched.clear();
        named.clear();
        strands.clear();
        workspace.reload();
        events.reload(connection);
        bodies.reload();
        rows.reload(viewHash);
    }

    /// An item's state with everything taken so far; empty when nobody mentioned it.
    public ItemState state(ItemId item) throws SQLException {
        var found = workspace.find(item);
        return found.isPresent() ? found.get().state : ItemState.empty(item);
    }

    /// The keys of items in the tables.
    public long[] keys(List<ItemId> items) throws SQLException {
        var keys = new long[items.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = workspace.of(items.get(i)).key;
        }
        return keys;
    }

    /// Units of an item's body with everything taken so far.
    public int bodyLength(ItemId item) throws SQLException {
        var found = workspace.find(item);
        return found.isPresent() ? bodies.length(found.get().key) : 0;
    }

    /// Whether a position of an item's body lies between the two halves of a character.
    public boolean isInsideCharacter(ItemId item, int position) throws SQLException {
        var found = workspace.find(item);
        return found.isPresent() && bodies.isInsideCharacter(found.get().key, position);
    }

    public String body(ItemId item) throws SQLException {
        var found = workspace.find(item);
        return found.isPresent() ? bodies.whole(found.get().key) : "";
    }

    /// The heads that a field had at an earlier position, own later writes included, so that an edit replaces what was shown.
    public SortedSet<WriteId> headsAt(ItemId item, String field, ViewPosition upon, DeviceId own)
            throws SQLException {
        return headTimes.at(item, field, upon, state(item).register(field).headIds(), own);
    }

    /// Whether planning these actions reads no table: their items are in memory, and a text is edited as it is shown.
    public boolean isAtHand(List<Action> actions) {
        int bodies = 0;
        for (var action : actions) {
            var item = workspace.atHand(action.item());
            var other = ItemState.alsoEdits(action);
            if (item == null || other.isPresent() && workspace.atHand(other.get()) == null) {
                return false;
            }
            if (action instanceof Action.EditBody edit
                    && (++bodies > 1 || !isUponShown(item, edit))) {
                return false;
            }
        }
        return true;
    }

    private boolean isUponShown(WorkItem item, Action.EditBody edit) {
        return !edit.whole()
                && edit.parents().equals(item.state.body())
                && bodies.isAtHand(item.key);
    }

    /// Finds out what an entry does. Throws IllegalArgumentException when it does not fit what is here.
    public EntryPlan plan(Stamp stamp, Entry entry) throws SQLException {
        var states = new LinkedHashMap<ItemId, ItemState>();
        var steps = new ArrayList<EntryPlan.BodyStep>();
        var repeats = new ArrayList<EntryPlan.Repeat>();
        var splices = new HashMap<ItemId, List<Splice>>();
        var items = new LinkedHashSet<ItemId>();
        int bodyActions = 0;
        for (var action : entry.actions()) {
            var item = action.item();
            items.add(item);
            var before = planned(states, item);
            var after = before.apply(stamp, action);
            if (action instanceof Action.EditBody edit) {
                var event = event(stamp, edit, bodyActions++);
                var there = there(before, event);
                there.filter(row -> stamp.entry().compareTo(devices.entry(row.entryKey())) < 0)
                        .ifPresent(row -> repeats.add(new EntryPlan.Repeat(item, row)));
                var step = there.isPresent() ? null : step(before, event, steps);
                if (step != null) {
                    steps.add(step);
                    after = after.withBody(step.after().asSet());
                    splices.computeIfAbsent(item, _ -> new ArrayList<>()).addAll(step.splices());
                }
            }
            states.put(item, after);
            var other = ItemState.alsoEdits(action);
            if (other.isPresent()) {
                states.put(other.get(), planned(states, other.get()).edited(stamp));
            }
        }
        for (var ofItem : splices.entrySet()) {
            var item = workspace.of(ofItem.getKey());
            if (item.state.body().isEmpty()) {
                bodies.beginEmpty(item.key);
            }
            bodies.check(item.key, ofItem.getValue());
        }
        return new EntryPlan(stamp, states, steps, repeats, List.copyOf(items));
    }

    private ItemState planned(Map<ItemId, ItemState> states, ItemId item) throws SQLException {
        var planned = states.get(item);
        return planned != null ? planned : state(item);
    }

    private static BodyEvent event(Stamp stamp, Action.EditBody edit, int number) {
        return edit.whole()
                ? BodyEvent.whole(edit.item().bytes(), edit.parents(), edit.splices())
                : BodyEvent.typed(
                        stamp.entry().device().bytes(),
                        stamp.entry().seq(),
                        number,
                        edit.parents(),
                        edit.splices());
    }

    /// An event of the same id among the rows. What was typed has its id from its entry, and no entry comes twice; but who decides alike
    /// writes the same event in an entry of their own. It is the least entry's, whichever came first, so that all devices name that one.
    private Optional<BodyEvents.Row> there(ItemState before, BodyEvent event) throws SQLException {
        return event.whole() && !before.body().isEmpty()
                ? events.find(workspace.of(before.id()).key, event.id())
                : Optional.empty();
    }

    /// Null when the entry has the event already, or it comes after one that is in a parked entry; then it waits for a rebuild.
    private EntryPlan.@Nullable BodyStep step(
            ItemState before, BodyEvent event, List<EntryPlan.BodyStep> steps) throws SQLException {
        var item = workspace.of(before.id());
        var current = Frontier.of(before.body());
        if (isPlanned(event.id(), steps)) {
            return null;
        }
        for (var parent : event.parents().ids()) {
            if (!current.contains(parent) && !isHere(item, parent, steps)) {
                return null;
            }
        }
        List<Splice> splices;
        boolean isNext = event.parents().equals(current);
        if (item.window != null
                && !workspace.isWalking(item)
                && (isNext || !item.window.current().equals(current))) {
            item.window = null;
        }
        if (item.window == null && isNext) {
            splices = event.splices();
        } else {
            if (item.window == null) {
                item.window = windowWith(item, current, steps);
            }
            workspace.walks(item);
            try {
                splices = item.window.integrate(event);
            } catch (IllegalArgumentException e) {
                item.window = null;
                throw e;
            }
        }
        return new EntryPlan.BodyStep(before.id(), event, current, splices, current.after(event));
    }

    /// Events of the same entry are not among the rows yet, so the walk begins before them.
    private MergeWindow windowWith(
            WorkItem item, Frontier current, List<EntryPlan.BodyStep> steps) {
        var planned = steps.stream().filter(step -> step.item().equals(item.id)).toList();
        var begin = planned.isEmpty() ? current : planned.getFirst().before();
        var window = new MergeWindow(events.graph(item.key), begin);
        planned.forEach(step -> window.integrate(step.event()));
        return window;
    }

    private boolean isHere(WorkItem item, BodyEventId id, List<EntryPlan.BodyStep> steps)
            throws SQLException {
        return isPlanned(id, steps)
                || !item.state.body().isEmpty() && events.find(item.key, id).isPresent();
    }

    private static boolean isPlanned(BodyEventId id, List<EntryPlan.BodyStep> steps) {
        return steps.stream().anyMatch(step -> step.event().id().equals(id));
    }

    /// Takes an entry in at a position.
    public void take(EntryPlan plan, ViewPosition position, boolean own) throws SQLException {
        long entryKey = devices.entryKey(plan.stamp().entry());
        newest = position;
        named.addAll(plan.items());
        for (var item : plan.items()) {
            log.concern(workspace.of(item).key, position.value(), entryKey);
        }
        for (var step : plan.bodies()) {
            long itemKey = workspace.of(step.item()).key;
            bodies.integrate(itemKey, entryKey, step.event());
            var item = workspace.of(step.item());
            if (!step.event().parents().equals(step.before())) {
                log.noteMerge(itemKey);
                item.reviewAnew = true;
            } else if (item.places != null && !item.places.isEmpty()) {
                carry(item, step, plan.stamp().origin(), own);
            }
            bodies.apply(itemKey, step.splices());
            strands.computeIfAbsent(step.item(), _ -> new BodyStrand(step.before()))
                    .add(step.splices(), step.after());
        }
        for (var repeat : plan.repeats()) {
            events.bringBy(entryKey, repeat.event());
            workspace.of(repeat.item()).reviewAnew = true;
        }
        for (var changed : plan.states().entrySet()) {
            var item = workspace.of(changed.getKey());
            if (!own) {
                headTimes.note(position, item.state, changed.getValue());
            }
            item.next(changed.getValue(), plan.stamp());
            touched.add(item.id);
        }
    }

    /// Typing carries the places that need a look along. What comes by the page is reviewed once, behind it.
    private void carry(WorkItem item, EntryPlan.BodyStep step, Origin origin, boolean own)
            throws SQLException {
        if (own && !item.reviewAnew && item.places != null) {
            var before = bodies.whole(item.key);
            boolean byPerson = BodyHistory.counts(origin);
            item.places = LineReview.after(item.places, before, step.splices(), byPerson);
        } else {
            item.reviewAnew = true;
        }
    }

    /// The places of an item's body that need a look, as they are carried along; empty before they were first asked for.
    List<ReviewPlace> placesCarried(ItemId item) throws SQLException {
        var places = workspace.of(item).places;
        return places == null ? List.of() : places;
    }

    /// Takes the place of one whose tables screens still show.
    public void follow(Materializer before) {
        headTimes = before.headTimes;
    }

    /// Notes that screens which showed an item so show it otherwise from this position on.
    public void shownAnew(ViewPosition position, ItemState before, ItemState after) {
        headTimes.note(position, before, after);
    }

    /// Gives up the walks of a plan that is not taken.
    public void drop(Entry entry) throws SQLException {
        for (var action : entry.actions()) {
            var item = workspace.find(action.item());
            if (item.isPresent()) {
                item.get().window = null;
            }
        }
    }

    /// Writes the rows of everything taken since the last time, and answers what changed.
    public Materialized finish() throws SQLException {
        bodies.save();
        var changes = rows.write(touched, strands.keySet());
        var bodyChanges = new LinkedHashMap<ItemId, ViewChange.BodyChange>();
        strands.forEach((item, strand) -> bodyChanges.put(item, strand.change()));
        along.note(
                changes.rows().stream()
                        .filter(row -> !named.contains(row.id()))
                        .map(ItemRecord::key)
                        .toList(),
                newest.value());
        touched.clear();
        named.clear();
        strands.clear();
        workspace.shrink();
        return changes.withBodies(bodyChanges);
    }

    /// What happened to one shown text.
    private static final class BodyStrand {
        private final Frontier before;
        private final List<Splice> splices = new ArrayList<>();
        private Frontier after;

        BodyStrand(Frontier before) {
            this.before = before;
            this.after = before;
        }

        void add(List<Splice> more, Frontier next) {
            splices.addAll(more);
            after = next;
        }

        ViewChange.BodyChange change() {
            return new ViewChange.BodyChange(before.asSet(), splices, after.asSet());
        }
    }
}
