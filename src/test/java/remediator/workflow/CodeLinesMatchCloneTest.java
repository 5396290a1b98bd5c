package remediator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.group.CacheGroup;
import remediator.iac.IacSnippets;
import remediator.workflow.replace.CreateGroupRequestFactory;
import remediator.workflow.replace.GeneratedFleet;
import remediator.workflow.replace.GeneratedGroup;
import remediator.workflow.replace.ManyClones;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/** The template that owners import says, member by member, what the group was made with. */
class CodeLinesMatchCloneTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * Where the data came from is no property of the group; and no property of CloudFormation's is
   * known for durability.
   */
  private static final Set<String> OF_THE_RESTORE = Set.of("SnapshotName", "Durability");

  @TempDir private static Path folder;

  @Test
  void cloudFormationHasEveryMemberOfTheRequestAndNoOther() throws IOException {
    List<GeneratedGroup> groups = GeneratedFleet.of(20261122, 200);
    int compared = 0;
    for (ManyClones.Outcome outcome :
        new ManyClones(GeneratedFleet.load(folder, groups)).replace(groups)) {
      CacheGroup made = outcome.made();
      if (onOutposts(made)) {
        // CloudFormation has no property for them; the lines say so.
        assertThat(IacSnippets.of(made, made.arn(), Optional.empty()).text()).contains("Outpost");
        continue;
      }
      compared++;
      CreateReplicationGroupRequest request =
          CreateGroupRequestFactory.of(made.spec(), made.arn().id(), "snapshot", Map.of()).build();
      Map<String, Object> asked = members(request);
      asked.keySet().removeAll(OF_THE_RESTORE);

      assertThat(plain(properties(made))).as("%s", made.arn()).isEqualTo(plain(asked));
    }
    assertThat(compared).isGreaterThan(150);
  }

  private static boolean onOutposts(CacheGroup group) {
    return group.spec().layout().shards().stream()
        .flatMap(s -> s.nodes().stream())
        .anyMatch(n -> !n.outpost().isEmpty());
  }

  private static Map<String, Object> properties(CacheGroup group) throws JsonProcessingException {
    String template = IacSnippets.of(group, group.arn(), Optional.empty()).cloudFormation();
    JsonNode resources = YAML.readTree(template).get("Resources");
    return YAML.convertValue(
        resources.elements().next().get("Properties"), new TypeReference<>() {});
  }

  /** By the wire's names, which are CloudFormation's. */
  private static Map<String, Object> members(SdkPojo pojo) {
    Map<String, Object> members = new TreeMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = value(field.getValueOrDefault(pojo));
      if (value != null) {
        members.put(field.locationName(), value);
      }
    }
    return members;
  }

  private static Object value(Object value) {
    return switch (value) {
      case SdkPojo pojo -> members(pojo);
      case List<?> list when list.isEmpty() -> null;
      case List<?> list -> list.stream().map(CodeLinesMatchCloneTest::value).toList();
      case null, default -> value;
    };
  }

  /** Sorted, so that order is of no account; CloudFormation needs no "Enabled" for a log. */
  private static Object plain(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((k, v) -> sorted.put(String.valueOf(k), plain(v)));
        if (sorted.containsKey("DestinationDetails")) {
          sorted.remove("Enabled");
        }
        yield sorted;
      }
      case List<?> list -> list.stream().map(CodeLinesMatchCloneTest::plain).toList();
      default -> value;
    };
  }
}
