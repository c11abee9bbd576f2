package org.odradek.core.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the JSON of the recorded traces: objects, arrays, strings and whole numbers.
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        return new Json(text).value();
    }

    private Object value() {
        space();
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        var object = new LinkedHashMap<String, Object>();
        at++;
        space();
        while (text.charAt(at) != '}') {
            space();
            var name = string();
            space();
            at++;
            object.put(name, value());
            space();
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return object;
    }

    private List<Object> array() {
        var array = new ArrayList<Object>();
        at++;
        space();
        while (text.charAt(at) != ']') {
            array.add(value());
            space();
            if (text.charAt(at) == ',') {
                at++;
                space();
            }
        }
        at++;
        return array;
    }

    private String string() {
        var string = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char unit = text.charAt(at++);
            string.append(unit == '\\' ? escaped() : unit);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char kind = text.charAt(at++);
        return switch (kind) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> kind;
        };
    }

    private Object word(String word, Object value) {
        at += word.length();
        return value;
    }

    private Integer number() {
        int start = at;
        while ("-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Integer.valueOf(text.substring(start, at));
    }

    private void space() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
