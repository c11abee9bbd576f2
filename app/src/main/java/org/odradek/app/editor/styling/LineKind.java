package org.odradek.app.editor.styling;

/// What a whole line is; a surface gives each kind its own block style.
public enum LineKind {
    TEXT("od-line"),
    HEADING("od-line-heading"),
    QUOTE("od-line-quote"),
    LIST("od-line-list"),
    RULE("od-line-rule"),
    TABLE("od-line-table"),
    FENCE("od-line-fence");

    private final String styleClass;

    LineKind(String styleClass) {
        this.styleClass = styleClass;
    }

    public String styleClass() {
        return styleClass;
    }
}
