package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import remediator.live.sandbox.SandboxCloud;
import remediator.local.GivenProperties;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** What {@code mvn -Plive} makes of what it was given. */
@Isolated("it sets the credentials of the JVM")
class LiveCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private RunFiles files() {
    return new RunFiles(folder, folder.resolve("reality.json"));
  }

  private int run(String given) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return GivenProperties.run(new LiveCommand(out, files()), out, "given {" + given + "}");
  }

  private String said() {
    return printed.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
  }

  @Test
  void withoutAnAccountNothingIsAskedAndThePlanIsTold() {
    assertThat(run("region=us-east-1")).isZero();
    assertThat(said())
        .contains("Nothing was asked: type the account's id")
        .contains("stage 2 makes small groups and changes them:")
        .contains("up to 240 minutes, at most 1.60 USD");
  }

  @Test
  void aStageThatIsNotThereIsRefused() {
    assertThat(run("account=111122223333, region=us-east-1, stages=0,7")).isEqualTo(2);
    assertThat(said()).contains("-Dstages=[0, 7]: there are 0, 1, 2 and 3.");
  }

  @Test
  void aMisspeltOptionIsRefused() {
    assertThat(run("acount=111122223333")).isEqualTo(2);
    assertThat(said())
        .contains("-Dacount=111122223333: there is no such property; the nearest is -Daccount.");
  }

  @Test
  void aTargetThatIsNotThereIsRefused() {
    assertThat(run("target=moon")).isEqualTo(2);
    assertThat(said()).contains("-Dtarget");
  }

  @Test
  void cleanNeedsTheAccountAndIsNotOfTheLocalCloud() {
    assertThat(run("clean=lkx")).isEqualTo(2);
    assertThat(said()).contains("-Dclean=lkx: type the account's id as well");
    assertThat(run("clean=lkx, target=local")).isEqualTo(2);
    assertThat(said()).contains("-Dclean=lkx: of the local cloud nothing is left");
  }

  @Test
  void theLocalCloudIsAskedForTheStagesThatWereNamed() {
    assertThat(run("target=local, stages=0")).isZero();
    assertThat(said())
        .contains("up to 5 minutes, at most 0.00 USD")
        .contains("55 of 55 expectations hold; target/live/local/reality.json");
    assertThat(folder).isEmptyDirectory();
  }

  /** As against AWS: by the machine's credentials and time. */
  @Test
  void anotherCloudIsAskedByItsEndpoint() {
    try (SandboxCloud cloud = new SandboxCloud()) {
      AwsCredentials caller = cloud.caller().resolveCredentials();
      System.setProperty("aws.accessKeyId", caller.accessKeyId());
      System.setProperty("aws.secretAccessKey", caller.secretAccessKey());
      int status = run("account=111122223333, region=us-east-1, stages=0, endpoint=" + cloud.uri());

      assertThat(status).isZero();
      assertThat(said()).contains("55 of 55 expectations hold");
      assertThat(folder).isDirectoryContaining("glob:**reality.json");
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }
}
