package org.odradek.sync.server.limit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// The limits that hold at this moment. The operator changes them while the server runs by changing the file. Thread-safe.
public final class LimitsInForce {
    private static final Logger LOG = LoggerFactory.getLogger(LimitsInForce.class);

    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final @Nullable Path file;
    private volatile Limits limits;
    private FileTime readAt;

    /// @param file where they come from; null when they never change
    public LimitsInForce(Limits limits, @Nullable Path file) {
        this.limits = limits;
        this.file = file;
        this.readAt = modified();
    }

    public Limits now() {
        return limits;
    }

    /// Reads the file again if it was changed since. A file that is wrong changes nothing, and is said once.
    public synchronized void refresh() {
        var modified = modified();
        if (file == null || modified.equals(readAt)) {
            return;
        }
        readAt = modified;
        switch (LimitsFile.read(file)) {
            case LimitsFile.Reading.Read(var read) -> {
                limits = read;
                LOG.info("the limits were read again");
            }
            case LimitsFile.Reading.Refused(var sentence) ->
                    LOG.warn("{} The limits stay as they were.", sentence);
        }
    }

    private FileTime modified() {
        if (file == null) {
            return NEVER;
        }
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            LOG.debug("the limits file has no time of modification", e);
            return NEVER;
        }
    }
}
