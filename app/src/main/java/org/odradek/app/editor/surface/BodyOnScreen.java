package org.odradek.app.editor.surface;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Keeps the text on screen equal to the view's text plus the own edits that the store has not yet
/// acknowledged.
///
/// Own edits go in with [#edited]; whenever the view shows another text, [#shows] says which
/// splices bring the screen along, other devices' edits being transformed over the pending own
/// ones. Once nothing is pending the screen equals the view exactly, however ties fell. Pure but
/// for its own state; of one thread.
public final class BodyOnScreen {
    private String view;
    private final Deque<Delta> pending = new ArrayDeque<>();

    /// The screen starts with the view's text.
    public BodyOnScreen(String view) {
        this.view = view;
    }

    /// The text that the store showed last.
    public String view() {
        return view;
    }

    /// How many own edits are not yet acknowledged.
    public int pending() {
        return pending.size();
    }

    /// The person edited the screen; the edit is on its way to the store.
    public void edited(LocalEdit edit) {
        pending.addLast(Delta.of(edit.splices()));
    }

    /// The view shows a text that holds the `acknowledged` oldest pending edits, and perhaps what
    /// others wrote. Gives the splices that the screen lacks.
    ///
    /// @throws IllegalArgumentException if so many are not pending
    public List<Splice> shows(String newView, int acknowledged) {
        if (acknowledged < 0 || acknowledged > pending.size()) {
            throw new IllegalArgumentException(acknowledged + " acknowledged of " + pending.size());
        }
        String expected = view;
        for (int i = 0; i < acknowledged; i++) {
            for (Splice splice : pending.removeFirst().splices()) {
                expected = splice.on(expected);
            }
        }
        view = newView;
        Delta arrived = Delta.of(Splices.between(expected, newView));
        int own = pending.size();
        for (int i = 0; i < own; i++) {
            Delta mine = pending.removeFirst();
            pending.addLast(mine.after(arrived, false));
            arrived = arrived.after(mine, true);
        }
        return arrived.splices();
    }
}
