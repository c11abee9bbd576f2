package org.odradek.sync.simulation.bug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Files.createDirectories(folder);
        var name = bug.source();
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
                    private final String text = bug.planted(root);

                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
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
                        .getTask(null, null, wrong, options, null, List.of(source))
                        .call();
        if (!isCompiled) {
            throw new IllegalStateException(
                    "“" + bug.what() + "” does not compile: " + wrong.getDiagnostics());
        }
        return new BuggyClasses(folder);
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
