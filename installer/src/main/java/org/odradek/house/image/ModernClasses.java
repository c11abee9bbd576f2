package org.odradek.house.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Lifts classes from before Java 6 to Java 8's format, with the stack maps that it asks for.
///
/// The start-up cache leaves such classes out, since only the old verifier can check them. picocli
/// consists of them and is in every start: from its jar as it comes, reading it is a third of the
/// time that a short command takes.
final class ModernClasses {
    private static final int MAGIC_AND_MINOR_BYTES = 6;

    private ModernClasses() {}

    /// Rewrites the jar when it holds such classes; its time stays, so that it counts as unchanged.
    static void lift(Path jar) throws IOException {
        Map<String, byte[]> entries = read(jar);
        if (entries.entrySet().stream()
                .noneMatch(entry -> isOld(entry.getKey(), entry.getValue()))) {
            return;
        }
        ClassFile classFile =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(hierarchyOf(entries)));
        entries.replaceAll((name, bytes) -> isOld(name, bytes) ? lifted(classFile, bytes) : bytes);
        FileTime time = Files.getLastModifiedTime(jar);
        Path written = jar.resolveSibling(jar.getFileName() + ".new");
        try (var out = new ZipOutputStream(Files.newOutputStream(written))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry head = new ZipEntry(entry.getKey());
                head.setLastModifiedTime(time);
                out.putNextEntry(head);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, time);
    }

    private static byte[] lifted(ClassFile classFile, byte[] bytes) {
        // A method's code is made anew, instruction by instruction, for its stack maps to be made.
        ClassTransform code =
                ClassTransform.transformingMethodBodies(
                        (builder, element) -> builder.with(element));
        ClassTransform version =
                (builder, element) ->
                        builder.with(
                                element instanceof ClassFileVersion
                                        ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                                        : element);
        return classFile.transformClass(classFile.parse(bytes), code.andThen(version));
    }

    private static ClassHierarchyResolver hierarchyOf(Map<String, byte[]> entries) {
        return ClassHierarchyResolver.ofResourceParsing(
                        type -> {
                            String descriptor = type.descriptorString();
                            byte[] bytes =
                                    entries.get(
                                            descriptor.substring(1, descriptor.length() - 1)
                                                    + ".class");
                            return bytes == null ? null : new ByteArrayInputStream(bytes);
                        })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static boolean isOld(String name, byte[] bytes) {
        return name.endsWith(".class")
                && bytes.length > MAGIC_AND_MINOR_BYTES + 1
                && majorVersion(bytes) < ClassFile.JAVA_6_VERSION;
    }

    private static int majorVersion(byte[] bytes) {
        return (bytes[MAGIC_AND_MINOR_BYTES] & 0xFF) << 8 | bytes[MAGIC_AND_MINOR_BYTES + 1] & 0xFF;
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }
}
