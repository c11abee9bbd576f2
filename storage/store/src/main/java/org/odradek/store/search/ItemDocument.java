package org.odradek.store.search;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.odradek.core.entry.DerivedIds;
import org.odradek.store.view.ItemText;

import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

/// An item as the index has it: its texts, and a keyword for everything that an operator asks for.
final class ItemDocument {
    static final String ID = "id";
    static final String TITLE = "title";
    static final String BODY = "body";
    static final String TAG = "tag";
    static final String TAG_TEXT = "tagText";
    static final String NOTEBOOK = "notebook";
    static final String STATE = "state";
    static final String DUE = "due";
    static final String CREATED = "created";
    static final String CHANGED = "changed";
    static final String FEATURE = "has";
    static final String DEVICE = "from";
    static final String UPDATED_MS = "updatedMs";

    private static final Pattern PICTURE =
            Pattern.compile(
                    "!\\[[^\\]]*\\]\\([^)]+\\)|!\\[\\[[^\\]]+\\.(?i:png|jpe?g|gif|webp|svg|bmp)[^\\]]*\\]\\]");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[\\[|\\]\\(|https?://");
    private static final Pattern CHECKBOX = Pattern.compile("(?m)^\\s*[-*+] \\[[ xX]\\]");

    private ItemDocument() {}

    static Document of(ItemText item, ZoneId zone) {
        var row = item.record();
        var document = new Document();
        keyword(document, ID, row.id().toString(), true);
        document.add(new TextField(TITLE, row.title(), Store.NO));
        document.add(new TextField(BODY, item.body(), Store.NO));
        for (var tag : row.tags()) {
            keyword(document, TAG, DerivedIds.normalisedTag(tag), false);
            document.add(new TextField(TAG_TEXT, tag, Store.NO));
        }
        // Notebooks and devices by their ids: they are renamed, removed and brought back without a
        // word about the items.
        if (row.notebook() != null) {
            keyword(document, NOTEBOOK, row.notebook().toString(), false);
        }
        if (item.updatedBy() != null) {
            keyword(document, DEVICE, item.updatedBy().toString(), false);
        }
        keyword(document, STATE, row.kind().wireName(), false);
        if (row.status() != null) {
            keyword(document, STATE, row.status().wireName(), false);
        }
        state(document, "pinned", row.pinned());
        state(document, "conflict", row.conflicts() > 0);
        state(document, "trashed", row.trashed());
        keyword(document, DUE, row.due() == null ? "none" : row.due().substring(0, 10), false);
        keyword(document, CREATED, day(row.createdMs(), zone), false);
        keyword(document, CHANGED, day(row.updatedMs(), zone), false);
        feature(document, "attachment", row.attachments() > 0);
        feature(document, "reminder", row.reminder() != null);
        var body = item.body();
        // Most texts hold none of these, which is seen faster than matched.
        feature(document, "picture", body.contains("![") && PICTURE.matcher(body).find());
        feature(document, "link", mayLink(body) && LINK.matcher(body).find());
        feature(document, "checkbox", mayCheck(body) && CHECKBOX.matcher(body).find());
        document.add(new NumericDocValuesField(UPDATED_MS, row.updatedMs()));
        return document;
    }

    private static boolean mayLink(String body) {
        return body.contains("[[") || body.contains("](") || body.contains("://");
    }

    private static boolean mayCheck(String body) {
        return body.contains("[ ]") || body.contains("[x]") || body.contains("[X]");
    }

    private static String day(long ms, ZoneId zone) {
        return Instant.ofEpochMilli(ms).atZone(zone).toLocalDate().toString();
    }

    private static void state(Document document, String name, boolean is) {
        if (is) {
            keyword(document, STATE, name, false);
        }
    }

    private static void feature(Document document, String name, boolean has) {
        if (has) {
            keyword(document, FEATURE, name, false);
        }
    }

    private static void keyword(Document document, String field, String value, boolean stored) {
        document.add(new StringField(field, value, stored ? Store.YES : Store.NO));
    }
}
