package org.odradek.app.editor.surface;

import java.util.List;

/// What the commands need of a control, whichever it is.
interface Canvas {
    String text();

    int length();

    String lineAt(int position);

    int lineStartAt(int position);

    /// Where the selection began.
    int anchor();

    /// Where the caret is.
    int caret();

    boolean isEditable();

    void select(int anchor, int caret);

    /// Types over the selection.
    void type(String text);

    /// Makes splices as one step of the person's, and then selects.
    void command(List<Splice> splices, int anchor, int caret);

    /// Gives the focus to what stands before or behind the control.
    void leave(boolean back);

    void requestFocus();
}
