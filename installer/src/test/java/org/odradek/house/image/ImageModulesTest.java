package org.odradek.house.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

final class ImageModulesTest {
    /// The programs' own packages, by the image that holds them.
    private static final Map<String, List<String>> PACKAGES =
            Map.of(
                    "odradek",
                    List.of(
                            "org.odradek.app",
                            "org.odradek.core",
                            "org.odradek.store",
                            "org.odradek.exchange",
                            "org.odradek.sync"),
                    "odradek-server",
                    List.of("org.odradek.sync.server", "org.odradek.sync.protocol"));

    @Test
    void givenAnImage_whenItsClassesUseTheJdk_thenItsRuntimeHoldsThoseModules() {
        for (Image image : Images.ALL) {
            Set<String> carried = carriedBy(image);
            Set<String> missing = new TreeSet<>();
            for (String module : modulesUsedBy(PACKAGES.getOrDefault(image.name(), List.of()))) {
                if (!carried.contains(module)) {
                    missing.add(image.name() + " lacks " + module);
                }
            }
            assertEquals(Set.of(), missing);
        }
    }

    private static Set<String> carriedBy(Image image) {
        return Configuration.empty()
                .resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), image.jdkModules())
                .modules()
                .stream()
                .map(module -> module.name())
                .collect(Collectors.toSet());
    }

    private static Set<String> modulesUsedBy(List<String> packages) {
        Map<String, String> moduleOfPackage = new HashMap<>();
        ModuleFinder.ofSystem()
                .findAll()
                .forEach(
                        module ->
                                module.descriptor()
                                        .packages()
                                        .forEach(
                                                name ->
                                                        moduleOfPackage.put(
                                                                name, module.descriptor().name())));
        Set<String> used = new TreeSet<>();
        for (JavaClass javaClass :
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(packages)) {
            for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                String module =
                        moduleOfPackage.get(
                                dependency
                                        .getTargetClass()
                                        .getBaseComponentType()
                                        .getPackageName());
                if (module != null) {
                    used.add(module);
                }
            }
        }
        return used;
    }
}
