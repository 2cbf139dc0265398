package dev.touchstone.observability.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;

/**
 * The rules that every service's hexagon keeps. A service's ArchitectureTest is
 * {@code HexagonRules.of("dev.touchstone.shop").check()}.
 *
 * <p>A rule that finds nothing to look at fails, so that a moved package can not switch it off.
 */
public final class HexagonRules {
    private static final String OBSERVABILITY = "dev.touchstone.observability.";
    private static final int MOST_METHODS = 5;
    private static final List<Class<?>> LAZY = List.of(BaseStream.class, Iterator.class, InputStream.class, Reader.class,
            Future.class, CompletionStage.class, Flow.Publisher.class);

    private final String base;
    private final JavaClasses classes;

    HexagonRules(String base, JavaClasses imported) {
        this.base = base;
        this.classes = imported.that(resideInAPackage(base + ".."));
    }

    /** @param basePackage of the service; its tests are left out */
    public static HexagonRules of(String basePackage) {
        return new HexagonRules(basePackage, new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage));
    }

    /** Checks every rule and reports all that is broken at once. */
    public void check() {
        List<String> broken = new ArrayList<>();
        for (ArchRule rule : all()) {
            try {
                rule.check(classes);
            } catch (AssertionError failure) {
                broken.add(failure.getMessage());
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n\n", broken));
        }
    }

    public List<ArchRule> all() {
        return List.of(everyClassBelongsToALayer(), domainKnowsOnlyItself(), applicationKnowsOnlyTheDomain(),
                adaptersDoNotKnowEachOther(), observationKnowsOnlyPorts(), onlyBootstrapKnowsConfiguration(),
                nobodyKnowsBootstrapButMain(), portsAreInterfaces(), portsAreNarrow(), portsReturnNothingLazy(),
                namesAreNotTechnical());
    }

    void check(ArchRule rule) {
        rule.check(classes);
    }

    public ArchRule everyClassBelongsToALayer() {
        return classes().should().resideInAnyPackage(
                        base, in("bootstrap"), in("domain"), base + ".application", in("application.port.in"), in("application.port.out"),
                        in("application.service"), in("adapter.in.(*)"), in("adapter.out.(*)"), in("adapter.observability"))
                .as("Every class belongs to a layer");
    }

    public ArchRule domainKnowsOnlyItself() {
        return classes().that().resideInAPackage(in("domain"))
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", in("domain"))
                .as("The domain knows only java and itself");
    }

    public ArchRule applicationKnowsOnlyTheDomain() {
        return classes().that().resideInAPackage(in("application"))
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", in("domain"), in("application"))
                .as("The application knows only java, the domain and itself");
    }

    public ArchRule adaptersDoNotKnowEachOther() {
        return classes().that().resideInAPackage(in("adapter")).should(new ArchCondition<>("not know another adapter") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                for (Dependency dependency : owner.getDirectDependenciesFromSelf()) {
                    String other = adapter(dependency.getTargetClass());
                    if (!other.isEmpty() && !other.equals(adapter(owner))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        }).as("Adapters do not know each other");
    }

    public ArchRule observationKnowsOnlyPorts() {
        return classes().that().resideInAPackage(in("adapter.observability"))
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", in("domain"), in("application.port"),
                        in("adapter.observability"), OBSERVABILITY + "port", OBSERVABILITY + "meter", OBSERVABILITY + "catalog")
                .as("Observed twins know only ports, their types and the observer");
    }

    public ArchRule onlyBootstrapKnowsConfiguration() {
        return classes().that().resideOutsideOfPackage(in("bootstrap"))
                .should().onlyDependOnClassesThat(DescribedPredicate.not(
                        resideInAnyPackage("io.helidon.config..", "io.helidon.common.config..")))
                .as("Only bootstrap knows Helidon's configuration");
    }

    public ArchRule nobodyKnowsBootstrapButMain() {
        return classes().that().resideOutsideOfPackages(base, in("bootstrap"))
                .should().onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage(in("bootstrap"))))
                .as("Nobody knows bootstrap but the main class");
    }

    public ArchRule portsAreInterfaces() {
        return classes().that().resideInAPackage(in("application.port")).and().areTopLevelClasses()
                .should().beInterfaces()
                .as("Ports are interfaces");
    }

    public ArchRule portsAreNarrow() {
        return classes().that(arePorts()).should(new ArchCondition<>("have at most " + MOST_METHODS + " methods") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                long methods = port.getMethods().stream().filter(method -> !isStatic(method) && !isSynthetic(method)).count();
                if (methods > MOST_METHODS) {
                    events.add(SimpleConditionEvent.violated(port, port.getName() + " has " + methods + " methods"));
                }
            }
        }).as("Ports have at most " + MOST_METHODS + " methods");
    }

    public ArchRule portsReturnNothingLazy() {
        return methods().that().areDeclaredInClassesThat(arePorts()).should(new ArchCondition<>("return what is there already") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                for (JavaClass type : method.getReturnType().getAllInvolvedRawTypes()) {
                    if (LAZY.stream().anyMatch(type::isAssignableTo)) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " returns " + type.getName()));
                    }
                }
            }
        }).as("Ports return nothing lazy: no stream, iterator, reader or future");
    }

    public ArchRule namesAreNotTechnical() {
        return classes().that().areTopLevelClasses()
                .should().haveSimpleNameNotEndingWith("Impl")
                .andShould().haveSimpleNameNotEndingWith("Utils")
                .andShould().haveSimpleNameNotEndingWith("Port")
                .andShould().haveNameNotMatching(".*\\.I[A-Z][a-z]\\w*")
                .as("Names say what a thing is: no Impl, Utils, Port or I");
    }

    private DescribedPredicate<JavaClass> arePorts() {
        return DescribedPredicate.describe("are ports", type -> type.isTopLevelClass() && type.isInterface()
                && resideInAPackage(in("application.port")).test(type));
    }

    /** The adapter that a class belongs to, {@code in.http}; empty outside the adapters of this service. */
    private String adapter(JavaClass type) {
        Matcher matcher = Pattern.compile(Pattern.quote(base + ".adapter.") + "((in|out)\\.\\w+|\\w+).*").matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : "";
    }

    private String in(String layer) {
        return base + "." + layer + "..";
    }

    private static boolean isStatic(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.STATIC);
    }

    private static boolean isSynthetic(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
