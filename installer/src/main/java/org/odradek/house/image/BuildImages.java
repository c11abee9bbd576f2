package org.odradek.house.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Leaves the runnable images in `installer/target`. Argument: the repository's root.
public final class BuildImages {
    private BuildImages() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toRealPath();
        Path templates = root.resolve("installer/src/image");
        for (Image image : Images.ALL) {
            long startNanos = System.nanoTime();
            Path home = root.resolve("installer/target").resolve(image.name());
            Jars jars = Jars.layInto(home.resolve("lib"), root.resolve(image.module()));
            JavaRuntime.linkInto(home.resolve("runtime"), image.jdkModules());
            Launchers.write(home, templates.resolve("bin"), image, jars);
            Path scripts = templates.resolve("training");
            new StartUpCache(
                            home,
                            scripts,
                            image,
                            jars,
                            image.mainTraining(),
                            List.of(),
                            image.mainCache())
                    .train();
            new StartUpCache(
                            home,
                            scripts,
                            image,
                            jars,
                            image.commandTraining(),
                            image.longOptions(),
                            image.commandCache())
                    .train();
            System.out.printf(
                    "%s: %d jars, %.1f s%n",
                    home, jars.names().size(), (System.nanoTime() - startNanos) / 1e9);
        }
    }
}
