package org.odradek.sync.server.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a process takes up, and this machine's kernel for all of them, as Linux tells it.
///
/// @param residentBytes the process: heap with its garbage, and everything native
/// @param kernelBytes   the whole machine: kernel objects, and what socket buffers hold
record ProcessMemory(long residentBytes, long kernelBytes) {
    private static final long PAGE_BYTES = 4096;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern SLAB = Pattern.compile("(?m)^Slab:\\s+(\\d+) kB");
    private static final Pattern SOCKETS = Pattern.compile("(?m)^TCP: .* mem (\\d+)");

    /// Empty where there is no such process, or no `/proc`.
    static Optional<ProcessMemory> of(long pid) {
        try {
            var resident = number(Path.of("/proc/" + pid + "/status"), RESIDENT);
            var slab = number(Path.of("/proc/meminfo"), SLAB);
            var sockets = number(Path.of("/proc/net/sockstat"), SOCKETS);
            return resident.isEmpty() || slab.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new ProcessMemory(
                                    resident.getAsLong() * 1024,
                                    slab.getAsLong() * 1024 + sockets.orElse(0) * PAGE_BYTES));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(Path file, Pattern pattern) throws IOException {
        var found = pattern.matcher(Files.readString(file));
        return found.find()
                ? OptionalLong.of(Long.parseLong(found.group(1)))
                : OptionalLong.empty();
    }
}
