package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/** A member that a newer SDK brings fails here until somebody has decided on it. */
public class MemberTablesTest {
  @Test
  void everyMemberOfCreateReplicationGroupIsDecided() {
    assertThat(names(CloneMember.values()))
        .containsExactlyInAnyOrderElementsOf(members(CreateReplicationGroupRequest.builder()));
    assertThat(CloneMember.values()).allMatch(m -> !m.why().isBlank());
  }

  @Test
  void everyMemberOfModifyReplicationGroupIsDecided() {
    assertThat(names(SettleMember.values()))
        .containsExactlyInAnyOrderElementsOf(members(ModifyReplicationGroupRequest.builder()));
    assertThat(SettleMember.values()).allMatch(m -> !m.why().isBlank());
  }

  @Test
  void whatAModificationNeedNotSendIsAMemberOfTheCreation() {
    List<String> created = names(CloneMember.values());
    assertThat(SettleMember.values())
        .filteredOn(m -> m.rule() == SettleMember.Rule.BY_CREATE)
        .allSatisfy(m -> assertThat(created).contains(m.why().toLowerCase(Locale.ROOT)));
  }

  static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(MemberTablesTest::name).toList();
  }

  public static String name(Enum<?> constant) {
    return constant.name().replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static List<String> members(SdkPojo model) {
    return model.sdkFields().stream()
        .map(SdkField::memberName)
        .map(n -> n.toLowerCase(Locale.ROOT))
        .toList();
  }
}
