package org.odradek.house.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The jars of one image, in the order in which Java is to look into them.
record Jars(List<String> names) {
    Jars {
        names = List.copyOf(names);
    }

    /// Copies a module's jar and all that it needs at run time. Native libraries are laid beside
    /// their jar, where JavaFX looks first; else every user's first start would unpack them into a
    /// folder of its own in their home.
    static Jars layInto(Path lib, Path module) throws IOException {
        Files.createDirectories(lib);
        List<Path> sources = new ArrayList<>();
        sources.add(ownJar(module));
        String classPath = Files.readString(module.resolve("target/runtime.classpath")).strip();
        for (String path : classPath.split(File.pathSeparator, -1)) {
            sources.add(Path.of(path));
        }
        List<String> names = new ArrayList<>();
        for (Path source : sources) {
            String name = source.getFileName().toString();
            if (!name.endsWith(".jar")) {
                throw new IOException(
                        "not a jar, and the start-up cache takes only jars: " + source);
            }
            if (names.contains(name)) {
                throw new IOException("two jars with one name: " + name);
            }
            if (!isEmpty(source)) {
                names.add(name);
                Path target = lib.resolve(name);
                Files.copy(
                        source,
                        target,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
                ModernClasses.lift(target);
                layNatives(target, lib);
            }
        }
        removeOthers(lib, names);
        return new Jars(names);
    }

    String classPath(String lib, String separator, String fileSeparator) {
        return String.join(
                separator, names.stream().map(name -> lib + fileSeparator + name).toList());
    }

    private static Path ownJar(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            List<Path> jars =
                    files.filter(
                                    file ->
                                            file.toString().endsWith("-SNAPSHOT.jar")
                                                    || file.getFileName()
                                                            .toString()
                                                            .matches("odradek-.*[0-9]\\.jar"))
                            .toList();
            if (jars.size() != 1) {
                throw new IOException("expected one jar of " + module + ", found " + jars);
            }
            return jars.getFirst();
        }
    }

    private static boolean isEmpty(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().noneMatch(entry -> isContent(entry.getName()));
        }
    }

    private static boolean isContent(String entry) {
        return !entry.endsWith("/") && !entry.startsWith("META-INF/MANIFEST");
    }

    private static void layNatives(Path jar, Path lib) throws IOException {
        if (!jar.getFileName().toString().startsWith("javafx-")) {
            return;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(Jars::isNative).toList()) {
                try (var bytes = file.getInputStream(entry)) {
                    Files.copy(
                            bytes,
                            lib.resolve(entry.getName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static boolean isNative(JarEntry entry) {
        return entry.getName().matches("[^/]+\\.(so|dll|dylib)");
    }

    /// A jar of an earlier build must not stay on the class path's folder.
    private static void removeOthers(Path lib, List<String> names) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jar") && !names.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }
}
