package org.odradek.app.editor.styling;

import java.util.Locale;
import java.util.Set;

/// The language of fenced code, as far as colouring its words, strings and comments needs it.
public enum CodeLanguage {
    NONE("", "", ""),
    C_LIKE(
            "//",
            "/*",
            "abstract as async await bool boolean break byte case catch char class const continue"
                    + " def default defer do double else enum export extends false final finally"
                    + " float fn for from fun func function go if implements import in instanceof"
                    + " int interface internal let long loop match mod module mut namespace new"
                    + " nil null object operator override package private protected pub public"
                    + " record return sealed self short sizeof static string struct super switch"
                    + " this throw throws trait true try type typedef typeof undefined union"
                    + " unsafe use using val var virtual void volatile when where while yield"),
    SCRIPT(
            "#",
            "",
            "and as assert async await break case class continue def del do done elif else end"
                    + " esac except exec export false fi finally for from function global if"
                    + " import in is lambda let local module none nonlocal not null or pass raise"
                    + " return self then true try unless until while with yield"),
    SQL(
            "--",
            "/*",
            "add all alter and as asc between by case create cross delete desc distinct drop else"
                    + " end exists false foreign from full group having if in index inner insert"
                    + " into is join key left like limit merge not null offset on or order outer"
                    + " primary references right select set table then true union unique update"
                    + " using values view when where with"),
    DATA("", "", "true false null yes no");

    private static final Set<String> SCRIPTS =
            Set.of(
                    "bash",
                    "dockerfile",
                    "fish",
                    "make",
                    "makefile",
                    "perl",
                    "ps1",
                    "py",
                    "python",
                    "r",
                    "rb",
                    "ruby",
                    "sh",
                    "shell",
                    "toml",
                    "yaml",
                    "yml",
                    "zsh");

    private final String lineComment;
    private final String blockComment;

    /// Between spaces, each keyword with one on either side.
    private final String keywords;

    CodeLanguage(String lineComment, String blockComment, String keywords) {
        this.lineComment = lineComment;
        this.blockComment = blockComment;
        this.keywords = " " + keywords + " ";
    }

    /// The language that a fence names; unknown names count as C-like, no name as none.
    static CodeLanguage named(String info) {
        String name = info.strip().toLowerCase(Locale.ROOT);
        int space = name.indexOf(' ');
        if (space > 0) {
            name = name.substring(0, space);
        }
        if (name.isEmpty() || name.equals("text") || name.equals("txt") || name.equals("plain")) {
            return NONE;
        }
        if (SCRIPTS.contains(name)) {
            return SCRIPT;
        }
        return switch (name) {
            case "sql", "psql", "mysql", "sqlite" -> SQL;
            case "json", "csv", "ini", "properties" -> DATA;
            default -> C_LIKE;
        };
    }

    String lineComment() {
        return lineComment;
    }

    String blockComment() {
        return blockComment;
    }

    boolean isKeyword(String word) {
        String known = this == SQL ? word.toLowerCase(Locale.ROOT) : word;
        return keywords.contains(" " + known + " ");
    }
}
