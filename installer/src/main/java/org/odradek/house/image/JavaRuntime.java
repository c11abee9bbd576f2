package org.odradek.house.image;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/// The Java that an image carries: the JDK that builds it, cut down to the modules in use.
final class JavaRuntime {
    private static final Pattern PROVIDER = Pattern.compile("security\\.provider\\.\\d+=(\\S+)");

    /// The JDK's security providers outside of java.base.
    private static final Map<String, String> PROVIDER_MODULES =
            Map.of(
                    "XMLDSig", "java.xml.crypto",
                    "SunJGSS", "java.security.jgss",
                    "SunSASL", "java.security.sasl",
                    "SunPCSC", "java.smartcardio",
                    "JdkLDAP", "java.naming",
                    "JdkSASL", "jdk.security.jgss",
                    "SunPKCS11", "jdk.crypto.cryptoki",
                    "SunMSCAPI", "jdk.crypto.mscapi",
                    "Apple", "java.base",
                    "OracleUcrypto", "jdk.crypto.ucrypto");

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
        listOwnProviders(runtime);
        Files.writeString(stamp, wanted);
    }

    /// The JDK lists security providers of modules that this runtime leaves out. Looking for one,
    /// Java would start every provider found on the class path: 646 classes of Bouncy Castle, which
    /// is here for Argon2id alone.
    private static void listOwnProviders(Path runtime) throws IOException {
        Path file = runtime.resolve("conf/security/java.security");
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(runtime.resolve("release"))) {
            release.load(reader);
        }
        String listed = release.getProperty("MODULES", "").replace("\"", "");
        Set<String> modules = Set.of(listed.split(" ", -1));
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            Matcher provider = PROVIDER.matcher(line);
            if (!provider.matches()) {
                lines.add(line);
            } else if (modules.contains(
                    PROVIDER_MODULES.getOrDefault(provider.group(1), "java.base"))) {
                number++;
                lines.add("security.provider." + number + "=" + provider.group(1));
            }
        }
        Files.write(file, lines);
    }
}
