package org.odradek.store.attachment;

import java.io.IOException;

/// A stored file turned out to be damaged while it was being read. No byte of a chunk that does not
/// open was handed out.
public final class DamagedAttachmentException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedAttachmentException(String sha256, int chunk) {
        super("Attachment " + sha256 + " is damaged, chunk " + chunk);
    }
}
