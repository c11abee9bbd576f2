package org.odradek.house.image;

import java.util.List;

/// One program as it is handed to a person: what it is made of and how its Java is started.
///
/// `name` is the image's folder and its launcher; `module` is the folder of the module that holds
/// `mainClass` and whose package phase leaves `target/runtime.classpath`; `jdkModules` are the parts
/// of the JDK that it carries. `options` hold for every start.
///
/// There are three kinds of start, told by the first word that is neither an option nor the value of one of the `valuedOptions`. Without a command, or with one of the `mainCommands`: a window or
/// a server, whose cache is `mainTraining`'s. One of the `longCommands`, with `longOptions`: much work. Any other
/// command: over in a moment, with `shortOptions`. Commands have a cache of their own, since Java
/// loads all that is in a cache at every start, and a window's is ten times a command's.
record Image(
        String name,
        String module,
        String mainClass,
        List<String> jdkModules,
        List<String> options,
        List<String> valuedOptions,
        List<String> mainCommands,
        List<String> longCommands,
        List<String> longOptions,
        List<String> shortOptions,
        Training mainTraining,
        Training commandTraining) {

    Image {
        if (!name.matches("[a-z-]+")) {
            throw new IllegalArgumentException("not a launcher's name: " + name);
        }
        jdkModules = List.copyOf(jdkModules);
        options = List.copyOf(options);
        valuedOptions = List.copyOf(valuedOptions);
        mainCommands = List.copyOf(mainCommands);
        longCommands = List.copyOf(longCommands);
        longOptions = List.copyOf(longOptions);
        shortOptions = List.copyOf(shortOptions);
    }

    String mainCache() {
        return name + ".aot";
    }

    String commandCache() {
        return name + "-command.aot";
    }
}
