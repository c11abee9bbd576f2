package org.odradek.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import java.util.Set;

/// The arrows between the modules, and inside the application between its slices.
@AnalyzeClasses(packages = "org.odradek", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModuleArrowsTest {
    private static final String[] NETWORK = {
        "java.net.http..", "okhttp3..", "okio..", "org.eclipse.jetty..", "org.odradek.sync.."
    };
    private static final String[] SCREEN = {
        "javafx..", "com.sun.javafx..", "jfx..", "org.controlsfx..", "org.fxmisc..", "java.awt.."
    };

    /// What the server and the wire may know of the core: ids, the sealed form, the plain encoding.
    private static final DescribedPredicate<JavaClass> OPEN_CORE =
            resideInAPackage("org.odradek.core..")
                    .and(not(resideInAnyPackage("org.odradek.core.entry", "org.odradek.core.cbor")))
                    .as("a part of the core beyond ids and sealed entries");

    @ArchTest
    static final ArchRule coreDependsOnJavaBaseAlone =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.core..")
                    .should()
                    .dependOnClassesThat(
                            not(resideInAnyPackage("org.odradek.core..", "org.jspecify.."))
                                    .and(not(inJavaBase())));

    @ArchTest
    static final ArchRule storeKnowsNeitherScreenNorNetwork =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.store..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(SCREEN).or(resideInAnyPackage(NETWORK)))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.odradek.exchange..", "org.odradek.app..");

    @ArchTest
    static final ArchRule exchangeKnowsNeitherScreenNorNetwork =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.exchange..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(SCREEN).or(resideInAnyPackage(NETWORK)))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("org.odradek.app..");

    @ArchTest
    static final ArchRule protocolKnowsIdsAndTheSealedFormAlone =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.sync.protocol..")
                    .should()
                    .dependOnClassesThat(OPEN_CORE)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.odradek.store..",
                            "org.odradek.exchange..",
                            "org.odradek.app..",
                            "org.odradek.sync.client..",
                            "org.odradek.sync.server..");

    @ArchTest
    static final ArchRule serverIsBlind =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.sync.server..")
                    .should()
                    .dependOnClassesThat(OPEN_CORE)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.odradek.store..",
                            "org.odradek.exchange..",
                            "org.odradek.app..",
                            "org.odradek.sync.client..")
                    .orShould()
                    .dependOnClassesThat(
                            resideInAPackage("org.odradek.core.entry")
                                    .and(
                                            namedOneOf(
                                                    "Entry",
                                                    "EntrySealer",
                                                    "ContentKeys",
                                                    "Causal"))
                                    .as("what opens an entry"));

    @ArchTest
    static final ArchRule clientKnowsNeitherScreenNorServer =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.sync.client..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SCREEN)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.odradek.sync.server..", "org.odradek.app..");

    @ArchTest
    static final ArchRule onlyTheAppUsesJavaFx =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.odradek.app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SCREEN);

    @ArchTest
    static final ArchRule onlyTheDemoEmbedsAServer =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.app..")
                    .and()
                    .resideOutsideOfPackage("org.odradek.app.demo..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.odradek.sync.server..");

    @ArchTest
    static final ArchRule appSlicesHaveNoCycles =
            slices().matching("org.odradek.app.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule viewsGoThroughTheirInteractor =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.app..")
                    .and()
                    .haveSimpleNameEndingWith("View")
                    .should()
                    .dependOnClassesThat(
                            namedOneOf("Store", "SyncService")
                                    .and(
                                            resideInAnyPackage(
                                                    "org.odradek.store..",
                                                    "org.odradek.sync.client..")))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule modelsAndInteractorsHoldNoNodes =
            noClasses()
                    .that()
                    .resideInAPackage("org.odradek.app..")
                    .and(simpleNameEndingWith("Model").or(simpleNameEndingWith("Interactor")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                    .allowEmptyShould(true);

    /// A program's main class chooses what stands behind SLF4J.
    @ArchTest
    static final ArchRule loggingGoesThroughSlf4j =
            classes()
                    .that()
                    .resideInAnyPackage(
                            "org.odradek.store..", "org.odradek.exchange..", "org.odradek.sync..")
                    .and()
                    .doNotHaveSimpleName("OdradekServer")
                    .should()
                    .onlyDependOnClassesThat(not(resideInAPackage("java.util.logging..")));

    private static DescribedPredicate<JavaClass> namedOneOf(String... names) {
        Set<String> wanted = Set.of(names);
        return describe(
                "named one of " + wanted, javaClass -> wanted.contains(javaClass.getSimpleName()));
    }

    private static DescribedPredicate<JavaClass> inJavaBase() {
        Set<String> packages = Object.class.getModule().getPackages();
        return describe(
                "in java.base",
                javaClass ->
                        javaClass.isPrimitive()
                                || packages.contains(
                                        javaClass.getBaseComponentType().getPackageName())
                                || javaClass.getBaseComponentType().isPrimitive()
                                || javaClass
                                        .getBaseComponentType()
                                        .getPackageName()
                                        .startsWith("org.odradek.core"));
    }
}
