package org.odradek.app.editor.surface;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;

import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.util.UndoUtils;

import java.util.Collection;
import java.util.List;

/// The rich text control: it keeps no undo, tells when an edit is complete, leaves pasting and
/// undoing to the surface, and answers a screen reader.
final class MarkdownArea extends StyleClassedTextArea {
    /// What the surface does in the control's place.
    interface Keeper {
        /// An edit that the control made by itself is complete.
        void edited();

        void pasted();

        void cutAway(Runnable cut);

        void undone();

        void redone();
    }

    private final Keeper keeper;

    MarkdownArea(Keeper keeper, String name) {
        super(false);
        this.keeper = keeper;
        setId("editorBody");
        getStyleClass().add("od-editor");
        setWrapText(true);
        setUndoManager(UndoUtils.noOpUndoManager());
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setAccessibleText(name);
    }

    @Override
    public void replace(
            int start,
            int end,
            StyledDocument<Collection<String>, String, Collection<String>> replacement) {
        super.replace(start, end, replacement);
        keeper.edited();
    }

    /// Replaces text and leaves caret, selection and scroll position where they are.
    void replaceQuietly(int start, int end, String text) {
        getContent()
                .replace(
                        start,
                        end,
                        ReadOnlyStyledDocument.fromString(text, List.of(), List.of(), getSegOps()));
    }

    @Override
    public void paste() {
        keeper.pasted();
    }

    @Override
    public void cut() {
        keeper.cutAway(super::cut);
    }

    @Override
    public void undo() {
        keeper.undone();
    }

    @Override
    public void redo() {
        keeper.redone();
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case TEXT -> getText();
            case EDITABLE -> isEditable();
            case SELECTION_START -> getSelection().getStart();
            case SELECTION_END -> getSelection().getEnd();
            case CARET_OFFSET -> getCaretPosition();
            case LINE_FOR_OFFSET ->
                    offsetToPosition((Integer) parameters[0], Bias.Forward).getMajor();
            case LINE_START -> getAbsolutePosition((Integer) parameters[0], 0);
            case LINE_END ->
                    getAbsolutePosition((Integer) parameters[0], 0)
                            + getParagraphLength((Integer) parameters[0]);
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }
}
