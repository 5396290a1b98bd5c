package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec.Encryption;
import remediator.group.RelatedResources;
import remediator.group.TransitEncryptionMode;

class SameCacheRefusalsTest {
  private static final String OLD_KEY = "arn:aws:kms:us-east-1:111122223333:key/old";
  private static final String NEW_KEY = "arn:aws:kms:us-east-1:111122223333:key/new";

  private static Groups tagged(int count) {
    Groups group = Groups.group().atRest(false);
    for (int i = 0; i < count; i++) {
      group.tag("key-" + i, "value");
    }
    return group;
  }

  private static List<String> reasons(Groups group) {
    return ReplacePreconditions.against(
            group.build(),
            Policy.of(Map.of(), Map.of()),
            new AvailableEngineVersions(List.of()),
            RelatedResources.UNSEEN)
        .stream()
        .map(Plan.Blocker::toString)
        .toList();
  }

  @Test
  void aGroupWithoutRoomForOurThreeTagsIsRefusedWithWhatToDo() {
    assertThat(reasons(tagged(50)))
        .contains(
            "it has 50 tags, and of the 50 that a group can have the new one needs 3 for itself:"
                + " remove 3");
    assertThat(reasons(tagged(47))).noneMatch(r -> r.contains("tags"));
    // Those of an earlier replacement make room for the new ones.
    assertThat(reasons(tagged(47).tag(ResourceTags.FLOW, "a").tag(ResourceTags.REPLACES, "b")))
        .noneMatch(r -> r.contains("tags"));
  }

  @Test
  void aGroupThatWasReplacedAndKeptIsNotReplacedOnceMore() {
    assertThat(reasons(tagged(1).tag(ResourceTags.REPLACED_BY, "orders-cache-enc")))
        .contains(
            "it was replaced by orders-cache-enc already, by its tag"
                + " elasticache-encryption:replaced-by: delete it when nothing uses it, or remove"
                + " the tag to have it replaced again");
  }

  @Test
  void aKeyThatTheGroupHasAlreadyIsKeptUnlessTheOwnerNamesAnother() {
    CacheGroup plain = Groups.group().build();
    CacheGroup keyed =
        new CacheGroup(
            plain.arn(),
            plain.status(),
            plain.spec().withEncryption(new Encryption(true, OLD_KEY, TransitEncryptionMode.NONE)),
            plain.endpoints(),
            plain.members(),
            plain.awsTags(),
            plain.pending(),
            plain.globalDatastore(),
            false,
            List.of(),
            plain.created(),
            plain.storageEncryption(),
            plain.conditions());
    assertThat(key(keyed, Map.of())).isEqualTo(OLD_KEY);
    assertThat(key(keyed, Map.of("kms-key", NEW_KEY))).isEqualTo(NEW_KEY);
    assertThat(key(plain, Map.of())).isEmpty();
  }

  private static String key(CacheGroup group, Map<String, String> choices) {
    Policy policy = Policy.of(Map.of(), Map.of()).with(choices);
    return Planner.targetSpec(group, policy).encryption().kmsKey();
  }
}
