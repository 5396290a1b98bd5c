package remediator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import remediator.aws.Aws;
import remediator.aws.Connection;
import remediator.aws.Place;
import remediator.finding.Events;
import remediator.local.run.CloudRun;
import remediator.plan.Plan;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** What is rehearsed is what comes: otherwise it would be work for nothing. */
class RehearsalTest {
  private static final Place HOME = new Place("aws", "111122223333", "us-east-1");

  private final Set<String> rehearsed = new TreeSet<>();
  private final Plan plan = Rehearsal.watched(HOME, noting(rehearsed));

  private static ClientOverrideConfiguration noting(Set<String> names) {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(
            new ExecutionInterceptor() {
              @Override
              public void afterExecution(
                  Context.AfterExecution context, ExecutionAttributes attributes) {
                names.add(
                    lower(
                        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                            + "."
                            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
              }
            })
        .build();
  }

  /** The SDK writes services in several ways. */
  private static String lower(String call) {
    return call.toLowerCase(Locale.ROOT);
  }

  @Test
  void theMadeUpGroupIsOneThatIsActedOn() {
    assertThat(plan).isInstanceOf(Plan.OnlineTls.class);
  }

  @Test
  void itHasTheCallsThatAFindingLeadsToAndNoOthers() throws Exception {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.invoke("FindingFunction", event);

      assertThat(rehearsed)
          .containsExactlyInAnyOrderElementsOf(
              Set.copyOf(run.calls().stream().map(RehearsalTest::lower).toList()));
    }
  }

  @Test
  void whatHasNoAnswerIsNotSent() {
    Aws aws =
        new Aws(
            new Connection(
                Optional.empty(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")),
                new Played(Map.of()),
                noting(rehearsed)),
            HOME,
            Optional.empty());

    assertThatThrownBy(() -> aws.ssm().getParameter(r -> r.name("r")))
        .hasMessageContaining("there is no answer to / AmazonSSM.GetParameter");
  }
}
