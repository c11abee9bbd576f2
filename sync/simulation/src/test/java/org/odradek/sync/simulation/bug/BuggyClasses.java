package org.odradek.sync.simulation.bug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// All classes of this project once more, with one bug in them; everything else is shared.
final class BuggyClasses extends ClassLoader {
    private static final String OURS = "org.odradek.";

    private final Path compiled;

    private BuggyClasses(Path compiled) {
        super(BuggyClasses.class.getClassLoader());
        this.compiled = compiled;
    }

    /// @param root   of the repository
    /// @param folder where to put compiled classes
    static BuggyClasses with(PlantedBug bug, Path root, Path folder) throws IOException {
        compile(List.of(bug), root, folder);
        return new BuggyClasses(folder);
    }

    /// Compiles sources with a bug each; no two of them are of one source.
    static void compile(List<PlantedBug> bugs, Path root, Path folder) throws IOException {
        Files.createDirectories(folder);
        var sources = new ArrayList<JavaFileObject>();
        for (var bug : bugs) {
            sources.add(source(bug, bug.planted(root)));
        }
        var wrong = new DiagnosticCollector<JavaFileObject>();
        var options =
                List.of(
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        folder.toString(),
                        "-classpath",
                        classPath());
        boolean isCompiled =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, wrong, options, null, sources)
                        .call();
        if (!isCompiled) {
            throw new IllegalStateException(
                    "a planted bug does not compile: " + wrong.getDiagnostics());
        }
    }

    private static JavaFileObject source(PlantedBug bug, String text) {
        var name = URI.create("string:///" + bug.module() + "/" + bug.source());
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /// As Surefire passes it on, or as it was given to the virtual machine.
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded != null || !name.startsWith(OURS)) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            var path = name.replace('.', '/') + ".class";
            try {
                var buggy = compiled.resolve(path);
                byte[] bytes;
                if (Files.exists(buggy)) {
                    bytes = Files.readAllBytes(buggy);
                } else {
                    try (var in = getParent().getResourceAsStream(path)) {
                        if (in == null) {
                            throw new ClassNotFoundException(name);
                        }
                        bytes = in.readAllBytes();
                    }
                }
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
