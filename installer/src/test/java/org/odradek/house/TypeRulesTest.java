package org.odradek.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Optional;

/// Style rules that the compiled classes show.
@AnalyzeClasses(packages = "org.odradek", importOptions = ImportOption.DoNotIncludeTests.class)
final class TypeRulesTest {
    @ArchTest
    static final ArchRule noRoomIsNamedAfterALayer =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..service..",
                            "..services..",
                            "..impl..",
                            "..manager..",
                            "..helper..",
                            "..helpers..",
                            "..misc..");

    @ArchTest
    static final ArchRule noTypeIsAUtilityManagerOrHelper =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule nothingStaticChanges =
            fields().that()
                    .areStatic()
                    .and()
                    .doNotHaveModifier(JavaModifier.SYNTHETIC)
                    .should()
                    .beFinal();

    /// A record's component is what its accessor returns.
    @ArchTest
    static final ArchRule optionalIsAReturnTypeOnly =
            noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .areNotRecords()
                    .should()
                    .haveRawType(Optional.class);

    @ArchTest
    static final ArchRule optionalIsNoParameter =
            methods()
                    .that()
                    .areNotPrivate()
                    .and()
                    .doNotHaveModifier(JavaModifier.SYNTHETIC)
                    .should(notTakeAnOptional());

    private static ArchCondition<JavaMethod> notTakeAnOptional() {
        return new ArchCondition<>("not take an Optional") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean lambda = method.getName().startsWith("lambda$");
                boolean takes =
                        method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(Optional.class));
                if (takes && !lambda) {
                    events.add(SimpleConditionEvent.violated(method, method.getDescription()));
                }
            }
        };
    }
}
