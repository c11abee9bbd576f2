package org.odradek.sync.client.clone;

import org.odradek.core.entry.SealedEntry;
import org.odradek.store.snapshot.RowTaking;

import java.util.List;

/// The rows of a clone on their way into the store. Runs on the sync thread.
final class ComingRows implements AutoCloseable {
    private final CloneManifest manifest;
    private final CloneRows rows;
    private final RowTaking taking;
    private int taken;

    ComingRows(CloneManifest manifest, CloneRows rows, RowTaking taking) {
        this.manifest = manifest;
        this.rows = rows;
        this.taking = taking;
    }

    CloneRows names() {
        return rows;
    }

    /// Takes the next chunk of the view's rows; answers whether all that came fits, the hash of the view included once all came.
    boolean take(byte[] piece) {
        taking.rows(piece);
        taken++;
        return taken < rows.view().size() || taking.fits(manifest.viewHash());
    }

    void entries(List<SealedEntry> entries, byte[] ofThem) {
        taking.entries(entries, ofThem);
    }

    void end() {
        taking.end();
    }

    @Override
    public void close() {
        taking.close();
    }
}
