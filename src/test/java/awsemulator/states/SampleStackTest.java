package awsemulator.states;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.iam.PolicyAuthorizer;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.time.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** Template, policies, state machine and function together, as a deployment joins them. */
class SampleStackTest {
  private static final Path SAMPLE = Path.of("src/test/resources/awsemulator/template/sample.yaml");

  private final VirtualClock clock = new VirtualClock(Rig.START);
  private final PolicyAuthorizer authorizer = new PolicyAuthorizer();

  private ExecutionView run(StackDeployment deployment) {
    deployment.roles().forEach(authorizer::add);
    LambdaHost host =
        new LambdaHost(
            clock,
            deployment.functions(),
            (function, type) -> new EchoHandler(0),
            line -> {},
            authorizer);
    StateMachines machines = new StateMachines(clock, host, authorizer);
    deployment
        .machines()
        .forEach(m -> machines.deploy(m.arn(), m.roleArn(), m.definition(), m.substitutions()));
    Rig.call(
        machines,
        clock,
        StartExecutionRequest.builder()
            .stateMachineArn(deployment.machines().getFirst().arn())
            .input("{\"n\":1}")
            .build());
    clock.advance(Duration.ZERO);
    return machines.executions().getFirst();
  }

  @Test
  void aMachineInvokesTheFunctionThatItsRoleMayInvoke() {
    StackDeployment deployment =
        SamTemplate.read(SAMPLE).resolve(Map.of(), "111122223333", "eu-central-1", "aws");

    assertThat(run(deployment).output()).isEqualTo("{\"n\":1}");
    assertThat(authorizer.usage().get("arn:aws:iam::111122223333:role/remediator-FlowRole"))
        .containsKey("statement 1: lambda:InvokeFunction")
        .allSatisfy((pattern, resources) -> assertThat(resources).hasSize(1));
  }

  @Test
  void itsRolesTrustTheServicesThatUseThem() {
    StackDeployment deployment =
        SamTemplate.read(SAMPLE).resolve(Map.of(), "111122223333", "eu-central-1", "aws");
    deployment.roles().forEach(authorizer::add);
    String role = deployment.machines().getFirst().roleArn();

    assertThat(authorizer.mayAssume("states.amazonaws.com", role, Map.of())).isTrue();
    assertThat(authorizer.mayAssume("lambda.amazonaws.com", role, Map.of())).isFalse();
  }
}
