package org.odradek.app.editor;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.surface.EditorSurface;
import org.odradek.app.editor.surface.LocalEdit;
import org.odradek.app.flow.Delays;
import org.odradek.app.flow.Flow;
import org.odradek.core.action.Action;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Brings typing from the surface to the store, and what others typed from the store to the surface. FX thread only.
final class BodyInteractor {
    private static final Logger LOG = LoggerFactory.getLogger(BodyInteractor.class);

    /// After a refusal (a full disk) typing waits on the screen and is offered again this often.
    private static final Duration RETRY = Duration.ofSeconds(3);

    /// A little longer than the surface gathers by itself.
    private static final Duration GATHERED = Duration.ofMillis(250);

    private final Flow flow;
    private final EditorSurface surface;
    private final EditorModel model;
    private final DeviceNames names;
    private @Nullable Open open;

    /// Left while typing was still on its way, and followed until all of it is sent.
    private final List<Open> left = new ArrayList<>();

    /// Whose pieces the store has not answered, in order.
    private final Deque<Open> sent = new ArrayDeque<>();

    private Delays.@Nullable Delay held;

    private static final class Open {
        final ItemId item;
        final ViewPosition since;
        final BodySession session;
        BodySession.@Nullable Piece underWay;
        final ArrayDeque<BodySession.Piece> waiting = new ArrayDeque<>();
        @Nullable GestureId gesture;

        Open(ItemDetail detail) {
            item = detail.row().id();
            since = detail.position();
            session = new BodySession(detail.body(), detail.frontier());
        }
    }

    BodyInteractor(Flow flow, EditorSurface surface, EditorModel model, DeviceNames names) {
        this.flow = flow;
        this.names = names;
        this.surface = surface;
        this.model = model;
        surface.onEdit(this::typed);
    }

    boolean isOpen(ItemId id) {
        return open != null && open.item.equals(id);
    }

    void open(ItemDetail detail) {
        var opened = new Open(detail);
        surface.show(opened.session.shown());
        open = opened;
        surface.setReadOnly(detail.row().trashed());
        model.showText(opened.session.shown());
    }

    /// A key was pressed in the body. The surface gathers typing for a moment, and until that is sent the window is not settled.
    void keyTyped() {
        if (held != null) {
            held.cancel();
        }
        held = flow.delays().after(GATHERED, surface::flush);
    }

    /// Sends what is held; the note stays on the screen until another is shown.
    void close() {
        surface.flush();
        if (open != null && open.underWay != null) {
            left.add(open);
        }
        open = null;
    }

    void flush() {
        surface.flush();
    }

    /// Waits until all typing is durable; for a window that closes. What the store refuses stays behind.
    void finish() {
        surface.flush();
        flow.finish(() -> !sent.isEmpty());
    }

    private void typed(LocalEdit edit) {
        var at = open;
        if (at == null) {
            return;
        }
        if (edit.startsStep() || at.gesture == null) {
            at.gesture = flow.ids().gesture();
        }
        var splices =
                edit.splices().stream()
                        .map(s -> new Splice(s.at(), s.deleted(), s.inserted()))
                        .toList();
        at.waiting.add(at.session.typed(splices, at.gesture));
        model.showText(surface.text());
        sendNext(at);
    }

    /// One piece at a time: what the next one was made upon is known when the one before it is in the view.
    private void sendNext(Open at) {
        if (at.underWay != null) {
            return;
        }
        var piece = at.waiting.poll();
        if (piece != null) {
            at.underWay = piece;
            send(at, piece);
        }
    }

    private void send(Open at, BodySession.Piece piece) {
        var action =
                new Action.EditBody(
                        at.item, at.session.parents(piece), piece.splices(), piece.isWhole());
        var edit = Edit.of(flow.changes().position(), action).within(piece.gesture(), false);
        sent.add(at);
        flow.edits()
                .run(
                        store -> isKept(store, edit),
                        kept -> {
                            if (!kept) {
                                sent.remove(at);
                                flow.delays().idle(RETRY, () -> send(at, piece));
                            }
                        });
    }

    /// Whether the store took what was typed. Whatever keeps it from that, the typing stays on the screen and is offered again.
    private static boolean isKept(Store store, Edit edit) {
        try {
            return store.submit(edit) instanceof Submission.Accepted;
        } catch (RuntimeException e) {
            LOG.error("What was typed could not be kept; it is tried again.", e);
            return false;
        }
    }

    /// The view changed; every change passes here in order.
    void changed(ViewChange change) {
        change.bodies().forEach((item, body) -> changed(change, item, body));
    }

    private void changed(ViewChange change, ItemId item, ViewChange.BodyChange body) {
        var sender = change.own() ? sender(item) : null;
        for (var at : List.copyOf(left)) {
            if (isNews(at, item, change)) {
                take(at, at == sender, body);
                if (at.underWay == null) {
                    left.remove(at);
                }
            }
        }
        var at = open;
        if (at == null || !isNews(at, item, change)) {
            return;
        }
        if (at != sender) {
            surface.flush();
        }
        show(take(at, at == sender, body), change.own() ? null : names.of(change.device()));
        if (at.session.isDoubtful()) {
            compare(at);
        }
    }

    private static boolean isNews(Open at, ItemId item, ViewChange change) {
        return at.item.equals(item) && change.position().compareTo(at.since) > 0;
    }

    /// Whose piece an own change answers: the store takes them in the order in which they were sent.
    private @Nullable Open sender(ItemId item) {
        var sender = sent.stream().filter(at -> at.item.equals(item)).findFirst().orElse(null);
        sent.remove(sender);
        return sender;
    }

    /// Answers what brings the screen along.
    private List<Splice> take(Open at, boolean acknowledged, ViewChange.BodyChange body) {
        if (!acknowledged) {
            return at.session.arrived(body);
        }
        at.session.acknowledged(body);
        at.underWay = null;
        sendNext(at);
        return List.of();
    }

    private void show(List<Splice> splices, @Nullable String device) {
        if (splices.isEmpty()) {
            return;
        }
        var onScreen =
                splices.stream()
                        .map(
                                s ->
                                        new org.odradek.app.editor.surface.Splice(
                                                s.position(), s.deletedLength(), s.inserted()))
                        .toList();
        surface.apply(onScreen, device);
        model.showText(surface.text());
    }

    /// Takes the view's text where two devices typed in one place and the screen only guessed the order.
    private void compare(Open at) {
        flow.reads()
                .ask(
                        "editor.compare",
                        store -> store.view().item(at.item),
                        read -> settle(at, read));
    }

    private void settle(Open at, Optional<ItemDetail> read) {
        surface.flush();
        if (open != at || !at.session.isDoubtful() || read.isEmpty()) {
            return;
        }
        if (read.get().frontier().equals(at.session.frontier())) {
            show(at.session.settle(read.get().body(), read.get().frontier()), null);
        }
    }
}
