package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Gathers changes that apply one after the other, and joins those that continue one another into one splice.
final class SpliceList {
    private final List<Splice> done = new ArrayList<>();
    private int position;
    private int deletedLength;
    private @Nullable StringBuilder inserted;
    private String only = "";

    void delete(int at, int length) {
        boolean continues = at == position && deletedLength > 0 && insertedLength() == 0;
        if (!continues) {
            flush();
            position = at;
        }
        deletedLength += length;
    }

    void insert(int at, String text) {
        boolean continues =
                (deletedLength > 0 || insertedLength() > 0) && at == position + insertedLength();
        if (!continues) {
            flush();
            position = at;
        }
        if (insertedLength() == 0) {
            only = text;
        } else {
            if (inserted == null) {
                inserted = new StringBuilder(only);
            }
            inserted.append(text);
        }
    }

    void add(Splice splice) {
        if (splice.deletedLength() > 0) {
            delete(splice.position(), splice.deletedLength());
        }
        if (!splice.inserted().isEmpty()) {
            insert(splice.position(), splice.inserted());
        }
    }

    List<Splice> toList() {
        flush();
        return List.copyOf(done);
    }

    private int insertedLength() {
        return inserted == null ? only.length() : inserted.length();
    }

    private void flush() {
        if (deletedLength > 0 || insertedLength() > 0) {
            done.add(
                    new Splice(
                            position,
                            deletedLength,
                            inserted == null ? only : inserted.toString()));
        }
        deletedLength = 0;
        inserted = null;
        only = "";
    }
}
