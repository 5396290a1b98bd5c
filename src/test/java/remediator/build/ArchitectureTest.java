package remediator.build;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import remediator.aws.AwsErrorText;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;

/** The parts of the product, and who may know whom. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  private static final String SDK = "software.amazon.awssdk..";
  private static final int LONGEST = 300;

  @Test
  void findingsAndPlansAreReadWithoutAws() {
    noClasses()
        .that()
        .resideInAnyPackage("remediator.finding..", "remediator.plan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SDK, "com.amazonaws..", "remediator.aws..")
        .because("what a finding means and what is to be done about it are decided by values only")
        .check(PRODUCT);
  }

  @Test
  void plansReadNoClockAndNoEnvironment() {
    noClasses()
        .that()
        .resideInAPackage("remediator.plan..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.time\\.(Clock|InstantSource)|java\\.lang\\.System|java\\.util\\.Random")
        .because("the same group and the same policy must give the same plan")
        .check(PRODUCT);
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching("remediator.(*)..").should().beFreeOfCycles().check(PRODUCT);
    slices().matching("remediator.workflow.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void nothingKnowsTheHandlers() {
    noClasses()
        .that(resideInAPackage("remediator..").and(resideOutsideOfPackage("remediator.lambda")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("remediator.lambda")
        .because("handlers stand on top: they parse, call and answer")
        .check(PRODUCT);
  }

  @Test
  void handlersCallNoAwsServiceThemselves() {
    noClasses()
        .that()
        .resideInAPackage("remediator.lambda")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services..")
        .because("a handler parses, calls and answers; nothing else")
        .check(PRODUCT);
  }

  /**
   * By the type that the compiler sees: one that is caught as a RuntimeException may be AWS's as
   * well.
   */
  @Test
  void textsOfAwsErrorsAreTakenInOnePlaceOnly() {
    Set<String> mayBeAws =
        Set.of(
            "java.lang.Throwable",
            "java.lang.Exception",
            "java.lang.RuntimeException",
            AwsErrorDetails.class.getName());
    noClasses()
        .that()
        .doNotBelongToAnyOf(AwsErrorText.class)
        .and()
        .doNotHaveFullyQualifiedName("remediator.aws.SecretScrubber")
        // It lives in a VPC, has no client of AWS, and tells of sockets.
        .and()
        .resideOutsideOfPackage("remediator.probe..")
        .and()
        .doNotHaveFullyQualifiedName("remediator.lambda.DataPlaneHandler")
        .should()
        .callMethodWhere(
            target(nameMatching("getMessage|errorMessage|getLocalizedMessage"))
                .and(
                    DescribedPredicate.describe(
                        "of what may be an error of AWS",
                        call ->
                            mayBeAws.contains(call.getTargetOwner().getName())
                                || call.getTargetOwner().isAssignableTo(SdkException.class))))
        .because("what AWS quotes of a request may be a secret")
        .check(PRODUCT);
  }

  @Test
  void theProductDoesNotKnowTheLocalCloud() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("remediator.local..", "awsemulator..")
        .because("the local cloud is compiled with the tests and is not packaged")
        .check(PRODUCT);
  }

  @Test
  void classesAreClosed() {
    classes().should(beClosed()).check(PRODUCT);
  }

  private static ArchCondition<JavaClass> beClosed() {
    return new ArchCondition<>("be final, a record, an enum, sealed or an interface") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.getModifiers().contains(JavaModifier.FINAL)
                || type.isEnum()
                || type.isInterface()
                || type.isAnonymousClass()
                || type.reflect().isSealed()
                // A test puts another in its place, to see what it prevents.
                || type.getSimpleName().equals("DeletionGuard");
        if (!closed) {
          events.add(
              SimpleConditionEvent.violated(type, type.getName() + " can be extended by all"));
        }
      }
    };
  }

  @Test
  void sourceFilesCanBeReadInOneGo() throws IOException {
    List<Path> longer;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      longer =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > LONGEST)
              // Every deletion with all that it demands, told in one place.
              .filter(file -> !file.endsWith("DeletionGuard.java"))
              // How a step runs and when it is written down, told in one place.
              .filter(file -> !file.endsWith("StepExecutor.java"))
              .filter(file -> !file.toString().startsWith("src/test/"))
              .toList();
    }

    assertThat(longer).as("files of more than " + LONGEST + " lines").isEmpty();
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
