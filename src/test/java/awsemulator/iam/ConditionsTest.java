package awsemulator.iam;

import static awsemulator.iam.Policies.GROUP;
import static awsemulator.iam.Policies.allowIf;
import static awsemulator.iam.Policies.allows;
import static awsemulator.iam.Policies.authorizer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.RequiredRight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions of a policy, upon the request's context. */
class ConditionsTest {
  @Test
  void conditionsCompareTheRequestsContext() {
    Map<String, Object> like = Map.of("StringLike", Map.of("aws:ResourceTag/team", "shop-*"));
    PolicyAuthorizer authorizer = authorizer(List.of(allowIf(like)));

    assertThat(allows(authorizer, tagged("shop-eu"))).isTrue();
    assertThat(allows(authorizer, tagged("bank"))).isFalse();
    assertThat(allows(authorizer, new RequiredRight("elasticache:X", GROUP))).isFalse();
  }

  @Test
  void ifExistsAndNegatedOperatorsHoldWithoutTheKey() {
    RequiredRight bare = new RequiredRight("elasticache:X", GROUP);

    assertThat(
            allows(
                authorizer(
                    List.of(
                        allowIf(
                            Map.of(
                                "StringEqualsIfExists", Map.of("aws:ResourceTag/team", "shop"))))),
                bare))
        .isTrue();
    PolicyAuthorizer negated =
        authorizer(
            List.of(allowIf(Map.of("StringNotEquals", Map.of("aws:ResourceTag/team", "bank")))));
    assertThat(allows(negated, bare)).isTrue();
    assertThat(allows(negated, tagged("bank"))).isFalse();
  }

  @Test
  void nullAsksWhetherTheKeyIsThere() {
    PolicyAuthorizer authorizer =
        authorizer(List.of(allowIf(Map.of("Null", Map.of("aws:ResourceTag/team", "false")))));

    assertThat(allows(authorizer, tagged("any"))).isTrue();
    assertThat(allows(authorizer, new RequiredRight("elasticache:X", GROUP))).isFalse();
  }

  @Test
  void setOperatorsLookAtEachValue() {
    Map<String, Object> tagKeys = Map.of("aws:TagKeys", List.of("team", "owner"));
    PolicyAuthorizer all =
        authorizer(List.of(allowIf(Map.of("ForAllValues:StringEquals", tagKeys))));
    PolicyAuthorizer any =
        authorizer(List.of(allowIf(Map.of("ForAnyValue:StringEquals", tagKeys))));

    assertThat(allows(all, tagKeys("team,owner"))).isTrue();
    assertThat(allows(all, tagKeys("team,cost"))).isFalse();
    assertThat(allows(any, tagKeys("team,cost"))).isTrue();
    assertThat(allows(any, tagKeys("cost"))).isFalse();
    assertThat(allows(all, new RequiredRight("elasticache:X", GROUP))).isTrue();
    assertThat(allows(any, new RequiredRight("elasticache:X", GROUP))).isFalse();
  }

  @Test
  void aKeyWithManyValuesNeedsASetOperator() {
    Map<String, Object> source = Map.of("events:source", "ours");

    assertThatThrownBy(() -> authorizer(List.of(allowIf(Map.of("StringEquals", source)))))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining("events:source has several values, and needs a set operator");
    PolicyAuthorizer both =
        authorizer(
            List.of(
                allowIf(
                    Map.of(
                        "ForAllValues:StringEquals",
                        source,
                        "Null",
                        Map.of("events:source", "false")))));
    assertThat(
            allows(
                both, new RequiredRight("elasticache:X", GROUP, Map.of("events:source", "ours"))))
        .isTrue();
    assertThat(
            allows(
                both,
                new RequiredRight("elasticache:X", GROUP, Map.of("events:source", "ours,else"))))
        .isFalse();
    assertThat(allows(both, new RequiredRight("elasticache:X", GROUP))).isFalse();
  }

  @Test
  void numbersAndBooleansAreComparedAsSuch() {
    PolicyAuthorizer authorizer =
        authorizer(
            List.of(
                allowIf(
                    Map.of(
                        "NumericLessThanEquals",
                        Map.of("elasticache:SnapshotRetentionLimit", 9),
                        "Bool",
                        Map.of("aws:SecureTransport", true)))));

    assertThat(allows(authorizer, keep("9.0"))).isTrue();
    assertThat(allows(authorizer, keep("10"))).isFalse();
  }

  private static RequiredRight tagged(String team) {
    return new RequiredRight("elasticache:X", GROUP, Map.of("aws:resourceTag/team", team));
  }

  private static RequiredRight tagKeys(String keys) {
    return new RequiredRight("elasticache:X", GROUP, Map.of("aws:TagKeys", keys));
  }

  private static RequiredRight keep(String days) {
    return new RequiredRight(
        "elasticache:X", GROUP, Map.of("elasticache:SnapshotRetentionLimit", days));
  }
}
