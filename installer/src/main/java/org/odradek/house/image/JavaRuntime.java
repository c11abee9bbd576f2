package org.odradek.house.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/// The Java that an image carries: the JDK that builds it, cut down to the modules in use.
final class JavaRuntime {
    private JavaRuntime() {}

    /// Links only when the modules or the JDK have changed; linking takes longer than all the rest.
    static void linkInto(Path runtime, List<String> modules) throws IOException {
        String wanted = System.getProperty("java.vm.version") + " " + String.join(",", modules);
        Path stamp = runtime.resolve("linked-from");
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
            return;
        }
        Folders.remove(runtime);
        int exit =
                ToolProvider.findFirst("jlink")
                        .orElseThrow(() -> new IOException("this Java has no jlink"))
                        .run(
                                System.out,
                                System.err,
                                "--add-modules",
                                String.join(",", modules),
                                "--output",
                                runtime.toString(),
                                "--strip-java-debug-attributes",
                                "--no-header-files",
                                "--no-man-pages");
        if (exit != 0) {
            throw new IOException("jlink ended with " + exit);
        }
        Files.writeString(stamp, wanted);
    }
}
