package org.odradek.app.editor.styling;

/// What a stretch of Markdown is, and by which style class a surface draws it.
public enum Style {
    MARKER("od-marker"),
    HEADING_1("od-h1"),
    HEADING_2("od-h2"),
    HEADING_3("od-h3"),
    HEADING_4("od-h4"),
    BOLD("od-bold"),
    ITALIC("od-italic"),
    STRIKE("od-strike"),
    MARK("od-mark"),
    CODE("od-code"),
    LINK("od-link"),
    WIKI("od-wiki"),
    URL("od-url"),
    TAG("od-tag"),
    BULLET("od-bullet"),
    BOX("od-box"),
    BOX_DONE("od-box-done"),
    FINISHED("od-finished"),
    QUOTE("od-quote"),
    RULE("od-rule"),
    TABLE("od-table"),
    FENCE("od-fence"),
    KEYWORD("od-keyword"),
    STRING("od-string"),
    COMMENT("od-comment"),

    /// Words that just came from another device.
    ARRIVED("od-arrived"),

    /// A hit of the find bar, and the one it stands at.
    FOUND("od-found"),
    FOUND_HERE("od-found-here"),

    /// A wiki link that finds no note.
    UNKNOWN_TARGET("od-unknown-target");

    private final String styleClass;

    Style(String styleClass) {
        this.styleClass = styleClass;
    }

    public String styleClass() {
        return styleClass;
    }
}
