package org.odradek.app.editor;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.surface.Splices;
import org.odradek.core.entry.GestureId;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.BodyProjection;
import org.odradek.core.text.Splice;
import org.odradek.core.text.SpliceTransform;
import org.odradek.core.text.SpliceTransform.AtSamePlace;
import org.odradek.store.view.ViewChange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// One open body: what the view has, and the own typing that the view does not have yet. Positions that leave here refer to the
/// body byte for byte, those that arrive from the screen to its projection.
///
/// Every piece of typing keeps the version of the body that the person saw when it began: what arrives meanwhile is carried around
/// it on the screen and never changes what it was made upon. Pure but for its own state; of one thread.
final class BodySession {
    /// A piece of typing on its way.
    static final class Piece {
        private final List<Splice> typed;
        private final SortedSet<BodyEventId> seen;
        private final GestureId gesture;
        private final @Nullable Piece before;
        private List<Splice> onView;
        private @Nullable BodyEventId event;

        private Piece(
                List<Splice> typed,
                SortedSet<BodyEventId> seen,
                GestureId gesture,
                @Nullable Piece before) {
            this.typed = typed;
            this.seen = seen;
            this.gesture = gesture;
            this.before = before;
            this.onView = typed;
        }

        List<Splice> splices() {
            return typed;
        }

        GestureId gesture() {
            return gesture;
        }

        /// From this length on, a change made twice counts once (DESIGN, "Made twice, kept once").
        boolean isWhole() {
            return typed.stream().anyMatch(splice -> splice.inserted().length() >= 20);
        }
    }

    private final Deque<Piece> pending = new ArrayDeque<>();
    private final Set<BodyEventId> own = new HashSet<>();
    private SortedSet<BodyEventId> frontier;
    private String body;
    private boolean doubtful;

    BodySession(String body, SortedSet<BodyEventId> frontier) {
        this.body = body;
        this.frontier = frontier;
    }

    /// The body as the screen shows it, byte for byte.
    String body() {
        return body;
    }

    String shown() {
        return BodyProjection.of(body).shown();
    }

    boolean isPending() {
        return !pending.isEmpty();
    }

    /// Whether the screen could differ from the view although nothing is pending: two devices typed in one place, and which goes first
    /// was guessed.
    boolean isDoubtful() {
        return doubtful && pending.isEmpty();
    }

    SortedSet<BodyEventId> frontier() {
        return frontier;
    }

    /// The person typed; splices refer to the projection.
    Piece typed(List<Splice> onShown, GestureId gesture) {
        var onBody = BodyProjection.of(body).toBody(onShown);
        var piece = new Piece(onBody, frontier, gesture, pending.peekLast());
        pending.add(piece);
        body = apply(body, onBody);
        return piece;
    }

    /// What the piece was made upon; every piece before it must have been acknowledged.
    SortedSet<BodyEventId> parents(Piece piece) {
        var before = piece.before;
        if (before == null || before.event == null) {
            return piece.seen;
        }
        var parents = new TreeSet<BodyEventId>();
        parents.add(before.event);
        for (var event : piece.seen) {
            if (!own.contains(event) && !before.seen.contains(event)) {
                parents.add(event);
            }
        }
        return parents;
    }

    /// The view shows the oldest pending piece.
    void acknowledged(ViewChange.BodyChange change) {
        var piece = pending.remove();
        var made = new TreeSet<>(change.after());
        made.removeAll(change.before());
        if (made.size() == 1) {
            piece.event = made.first();
            own.add(made.first());
        }
        if (!change.before().equals(frontier)
                || !SpliceTransform.compact(change.splices())
                        .equals(SpliceTransform.compact(piece.onView))) {
            doubtful = true;
        }
        frontier = change.after();
    }

    /// The view changed otherwise. Answers what brings the screen along, on the projection.
    List<Splice> arrived(ViewChange.BodyChange change) {
        doubtful |= !pending.isEmpty() || !change.before().equals(frontier);
        var arriving = change.splices();
        for (var piece : pending) {
            var mine = piece.onView;
            piece.onView = SpliceTransform.over(mine, arriving, AtSamePlace.BEFORE);
            arriving = SpliceTransform.over(arriving, mine, AtSamePlace.AFTER);
        }
        frontier = change.after();
        return become(apply(body, arriving), arriving);
    }

    /// Takes the view's own text, when nothing is pending. Answers what brings the screen along, on the projection.
    List<Splice> settle(String viewBody, SortedSet<BodyEventId> at) {
        doubtful = false;
        frontier = at;
        return become(viewBody, List.of());
    }

    private List<Splice> become(String newBody, List<Splice> onBody) {
        var before = BodyProjection.of(body).shown();
        boolean exact = !onBody.isEmpty() && before.equals(body);
        body = newBody;
        var after = BodyProjection.of(newBody).shown();
        if (exact && after.equals(newBody)) {
            return SpliceTransform.compact(onBody);
        }
        return difference(before, after);
    }

    private static List<Splice> difference(String before, String after) {
        var splices = new ArrayList<Splice>();
        for (var splice : Splices.between(before, after)) {
            splices.add(new Splice(splice.at(), splice.deleted(), splice.inserted()));
        }
        return splices;
    }

    private static String apply(String text, List<Splice> splices) {
        var changed = new StringBuilder(text);
        for (var splice : splices) {
            changed.replace(
                    splice.position(),
                    splice.position() + splice.deletedLength(),
                    splice.inserted());
        }
        return changed.toString();
    }
}
