package org.odradek.house.image;

import java.util.List;

/// One program as it is handed to a person: what it is made of and how its Java is started.
///
/// `name` is the image's folder and its launcher; `module` is the folder of the module that holds
/// `mainClass` and whose package phase leaves `target/runtime.classpath`; `jdkModules` are the parts
/// of the JDK that it carries. `options` hold for every start, `longOptions` for a window, a server,
/// or one of the `longCommands`; `shortOptions` for every other command.
record Image(
        String name,
        String module,
        String mainClass,
        List<String> jdkModules,
        List<String> options,
        List<String> longCommands,
        List<String> longOptions,
        List<String> shortOptions,
        Training training) {

    Image {
        if (!name.matches("[a-z-]+")) {
            throw new IllegalArgumentException("not a launcher's name: " + name);
        }
        jdkModules = List.copyOf(jdkModules);
        options = List.copyOf(options);
        longCommands = List.copyOf(longCommands);
        longOptions = List.copyOf(longOptions);
        shortOptions = List.copyOf(shortOptions);
    }
}
