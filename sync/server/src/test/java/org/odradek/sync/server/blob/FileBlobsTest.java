package org.odradek.sync.server.blob;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FileBlobsTest extends BlobStoreContract {
    @TempDir private Path root;

    @Override
    BlobStore open() {
        return new FileBlobs(root);
    }

    @Test
    void givenSomethingHalfWritten_whenOpened_thenItIsRemoved() throws IOException {
        new FileBlobs(root);
        var left = Files.writeString(root.resolve("incoming").resolve("7"), "half");

        new FileBlobs(root);

        assertFalse(Files.exists(left));
    }
}
