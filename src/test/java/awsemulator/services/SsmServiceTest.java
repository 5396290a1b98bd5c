package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.TestCloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.Tag;

class SsmServiceTest {
  private final TestCloud cloud = new TestCloud();
  private final SsmService ssm = new SsmService(cloud.clock);
  private final SsmClient client = cloud.serving(ssm).client(SsmClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void everyOverwriteIsAnotherVersion() {
    assertThat(put("/endpoints/orders/current", "one", false)).isEqualTo(1);
    assertThat(put("/endpoints/orders/current", "two", true)).isEqualTo(2);
    var parameter = client.getParameter(q -> q.name("/endpoints/orders/current")).parameter();
    assertThat(parameter.value()).isEqualTo("two");
    assertThat(parameter.version()).isEqualTo(2);
    assertThat(parameter.lastModifiedDate()).isEqualTo(cloud.clock.instant());
    assertThat(parameter.arn())
        .isEqualTo("arn:aws:ssm:eu-west-1:111122223333:parameter/endpoints/orders/current");
    assertThat(cloud.log.entries().getFirst().needs())
        .containsExactly(new RequiredRight("ssm:PutParameter", parameter.arn()));
  }

  @Test
  void nothingIsOverwrittenUnasked() {
    put("/a", "one", false);
    assertThatThrownBy(() -> put("/a", "two", false))
        .isInstanceOf(ParameterAlreadyExistsException.class);
    assertThat(client.getParameter(q -> q.name("/a")).parameter().value()).isEqualTo("one");
  }

  @Test
  void tagsAndOverwriteCannotBeUsedTogether() {
    Tag tag = Tag.builder().key("team").value("red").build();
    assertThatThrownBy(
            () ->
                client.putParameter(
                    q ->
                        q.name("/a")
                            .value("v")
                            .type(ParameterType.STRING)
                            .overwrite(true)
                            .tags(tag)))
        .isInstanceOf(SsmException.class)
        .hasMessageContaining("tags and overwrite can't be used together");
    put("/a", "v", true);
    client.addTagsToResource(q -> q.resourceType("Parameter").resourceId("/a").tags(tag));
    assertThat(ssm.tags(TestCloud.ACCOUNT, "eu-west-1", "/a")).isEqualTo(Map.of("team", "red"));
  }

  @Test
  void aNewParameterNeedsAType() {
    assertThatThrownBy(() -> client.putParameter(q -> q.name("/a").value("v").overwrite(true)))
        .isInstanceOf(SsmException.class)
        .hasMessageContaining("A parameter type is required when you create a parameter.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/aws/x", "ssmx", "no/root", "/with space", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p"})
  void namesThatSsmRefusesAreRefused(String name) {
    assertThatThrownBy(() -> put(name, "v", false)).isInstanceOf(SsmException.class);
  }

  @Test
  void aStandardValueHasAtMost4096Characters() {
    put("/a", "x".repeat(4096), false);
    assertThatThrownBy(() -> put("/a", "x".repeat(4097), true))
        .isInstanceOf(SsmException.class)
        .hasMessageContaining("4096");
  }

  @Test
  void aPathIsReadPageByPage() {
    for (int i = 10; i < 22; i++) {
      put("/endpoints/orders/p" + i, "v", false);
    }
    put("/endpoints/orders/deeper/p", "v", false);
    put("/endpoints/ordersX", "v", false);
    var pages = client.getParametersByPathPaginator(q -> q.path("/endpoints/orders"));
    assertThat(pages.stream().map(p -> p.parameters().size())).containsExactly(10, 2);
    var deep =
        client.getParametersByPathPaginator(q -> q.path("/endpoints/orders").recursive(true));
    assertThat(deep.stream().flatMap(p -> p.parameters().stream())).hasSize(13);
  }

  @Test
  void whatIsDeletedIsGone() {
    put("/a", "v", false);
    put("/b", "v", false);
    client.deleteParameter(q -> q.name("/a"));
    assertThatThrownBy(() -> client.getParameter(q -> q.name("/a")))
        .isInstanceOf(ParameterNotFoundException.class);
    assertThatThrownBy(() -> client.deleteParameter(q -> q.name("/a")))
        .isInstanceOf(ParameterNotFoundException.class);
    var deleted = client.deleteParameters(q -> q.names("/a", "/b"));
    assertThat(deleted.deletedParameters()).isEqualTo(List.of("/b"));
    assertThat(deleted.invalidParameters()).isEqualTo(List.of("/a"));
  }

  private long put(String name, String value, boolean overwrite) {
    return client
        .putParameter(
            q -> q.name(name).value(value).type(ParameterType.STRING).overwrite(overwrite))
        .version();
  }
}
