package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What of two values of a setting is tighter: a tag may go from left to right only. */
class PolicyTighteningTest {
  /** From the loosest to the tightest; what has no order is in {@code differ}. */
  private static final Map<PolicySetting, List<String>> ORDERS =
      Map.ofEntries(
          order(PolicySetting.OPT_OUT, "false", "true"),
          order(PolicySetting.CONTROLS, "all", "ElastiCache.4"),
          order(PolicySetting.MODE, "act", "plan-only"),
          order(PolicySetting.SEVERAL_FAIL, "one-replacement", "tls-first"),
          order(PolicySetting.OLDER_ENGINES, "replace", "upgrade"),
          order(PolicySetting.TARGET_ENGINE, "valkey", "redis"),
          order(PolicySetting.TARGET_VERSION, "latest", "10.0", "8.1", "8.0", "7.10", "7.2"),
          order(PolicySetting.KMS_KEY, "service", "arn:aws:kms:us-east-1:111122223333:key/a"),
          order(PolicySetting.NEW_ID, "same", "beside"),
          order(PolicySetting.AUTH, "token", "none"),
          order(PolicySetting.USER_GROUP, "none", "shop-users"),
          order(PolicySetting.DATA, "cache-only", "accept-loss", "freeze", "copy"),
          order(PolicySetting.FREEZE_MINUTES, "1440", "120", "99", "20"),
          order(PolicySetting.GATE_UPGRADE, "skip", "ask"),
          order(PolicySetting.GATE_PREFERRED, "skip", "ask"),
          order(PolicySetting.GATE_REPLACE, "skip", "ask"),
          order(PolicySetting.GATE_CUT_OVER, "skip", "ask", "again"),
          order(PolicySetting.GATE_REQUIRED, "skip", "ask"),
          order(PolicySetting.REQUIRED_AFTER_QUIET_MINUTES, "9", "60", "120", "never"),
          order(PolicySetting.GATE_AUTH, "skip", "ask"),
          order(PolicySetting.GATE_OFF, "skip", "ask"),
          order(PolicySetting.GATE_RETIRE, "skip", "ask"),
          order(
              PolicySetting.WINDOW,
              "any",
              "fri:20:00-mon:04:00",
              "sat:00:00-sun:00:00",
              "sat:02:00-sat:04:00"),
          order(PolicySetting.GATE_DAYS, "90", "14", "2"),
          order(PolicySetting.PREFERRED_DAYS, "90", "14", "2"),
          order(PolicySetting.KEEP_OLD_DAYS, "0", "3", "10"),
          order(PolicySetting.FINAL_SNAPSHOT, "delete", "keep"),
          order(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS, "none", "newest", "all"),
          order(PolicySetting.MAX_ATTEMPTS, "20", "3", "1"),
          order(PolicySetting.CLOUDFORMATION_OWNED, "allow", "refuse"),
          order(PolicySetting.CONTROLLER_OWNED, "allow", "refuse"));

  private static Map.Entry<PolicySetting, List<String>> order(
      PolicySetting setting, String... values) {
    return Map.entry(setting, List.of(values));
  }

  @Test
  void everySettingThatATagCouldLoosenHasAnOrder() {
    assertThat(ORDERS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PolicySetting.values())
                .filter(s -> s != PolicySetting.AUTH_SECRET && s != PolicySetting.DNS_RECORD)
                .filter(s -> s != PolicySetting.NOTIFY)
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTH_SECRET", "DNS_RECORD", "NOTIFY"})
  void aTagGoesToTheTighterValueOnly(PolicySetting setting) {
    List<String> order = ORDERS.get(setting);
    for (int parameter = 0; parameter < order.size(); parameter++) {
      for (int tag = 0; tag < order.size(); tag++) {
        assertThat(honoured(setting, order.get(parameter), order.get(tag)))
            .as("%s: parameter %s, tag %s", setting, order.get(parameter), order.get(tag))
            .isEqualTo(tag >= parameter);
      }
    }
  }

  /** As with tags, but that nothing can be listed to be loosened. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTH_SECRET", "DNS_RECORD", "NOTIFY"})
  void aLayerGoesToTheTighterValueOnlyAndIsPlanOnlyOtherwise(PolicySetting setting) {
    List<String> order = ORDERS.get(setting);
    String listed = setting.canBeLoosened() ? setting.key() : "";
    for (int parameter = 0; parameter < order.size(); parameter++) {
      for (int layer = 0; layer < order.size(); layer++) {
        Policy policy =
            Policy.of(
                Map.of(setting.variable(), order.get(parameter), "POLICY_TAGS_MAY_LOOSEN", listed),
                List.of(layer("organisation", setting, order.get(layer))),
                Map.of());
        boolean honoured = layer >= parameter;
        assertThat(policy.violations()).isEmpty();
        assertThat(policy.restraints().isEmpty()).isEqualTo(honoured);
        assertThat(policy.is(PolicySetting.MODE, PolicySetting.PLAN_ONLY))
            .isEqualTo(!honoured || policy.get(setting).equals(PolicySetting.PLAN_ONLY));
        if (setting != PolicySetting.MODE) {
          assertThat(policy.get(setting)).isEqualTo(order.get(honoured ? layer : parameter));
        }
      }
    }
  }

  /** Whatever the organisation, the account and the tag say in turn. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTH_SECRET", "DNS_RECORD", "NOTIFY"})
  void noLayerAndNoTagTogetherAreLooserThanTheParameterOrThanALayerThatHolds(
      PolicySetting setting) {
    List<String> order = ORDERS.get(setting);
    for (String parameter : order) {
      for (String organisation : order) {
        for (String account : order) {
          for (String tag : order) {
            Policy policy =
                Policy.of(
                    Map.of(setting.variable(), parameter),
                    List.of(
                        layer("organisation", setting, organisation),
                        layer("account", setting, account)),
                    Map.of(setting.tag(), tag));
            int value = order.indexOf(policy.get(setting));
            int tightest = order.indexOf(parameter);
            for (String next : List.of(organisation, account, tag)) {
              tightest = Math.max(tightest, order.indexOf(next));
            }
            boolean rising =
                order.indexOf(parameter) <= order.indexOf(organisation)
                    && order.indexOf(organisation) <= order.indexOf(account)
                    && order.indexOf(account) <= order.indexOf(tag);

            assertThat(value).isGreaterThanOrEqualTo(order.indexOf(parameter));
            assertThat(policy.violations().isEmpty() && policy.restraints().isEmpty())
                .as("%s: %s, %s, %s, %s", setting, parameter, organisation, account, tag)
                .isEqualTo(rising);
            if (rising) {
              assertThat(value).isEqualTo(tightest);
            }
          }
        }
      }
    }
  }

  private static Policy.Layer layer(String name, PolicySetting setting, String value) {
    return new Policy.Layer(name, "1", Map.of(setting.key(), value), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "CONTROLS, ElastiCache.4, ElastiCache.5",
    "KMS_KEY, arn:aws:kms:us-east-1:111122223333:key/a, arn:aws:kms:us-east-1:111122223333:key/b",
    "AUTH, token, user-group",
    "USER_GROUP, shop-users, everybody",
    "WINDOW, own, sat:02:00-sat:04:00",
    "WINDOW, sat:02:00-sat:04:00, sat:03:00-sat:05:00",
    "WINDOW, sun:23:00-mon:01:00, mon:23:00-tue:01:00"
  })
  void whatCannotBeComparedLoosensBothWays(PolicySetting setting, String one, String other) {
    assertThat(honoured(setting, one, other)).isFalse();
    assertThat(honoured(setting, other, one)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "any, own",
    "sat:00:00-sat:00:00, sun:23:00-mon:01:00",
    "sun:20:00-mon:04:00, sun:23:00-mon:01:00",
    "sun:20:00-mon:04:00, mon:01:00-mon:04:00"
  })
  void aWindowWithinAnotherIsTighterAlsoOverTheEndOfTheWeek(String parameter, String tag) {
    assertThat(honoured(PolicySetting.WINDOW, parameter, tag)).isTrue();
    assertThat(honoured(PolicySetting.WINDOW, tag, parameter)).isFalse();
  }

  /** A parameter that asks for a user group does not oblige a group to have one. */
  @Test
  void noAuthenticationIsTighterThanEither() {
    assertThat(honoured(PolicySetting.AUTH, "user-group", "none")).isTrue();
    assertThat(honoured(PolicySetting.AUTH, "none", "user-group")).isFalse();
  }

  @Test
  void whereASecretIsLoosensNothing() {
    String arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-AbCdEf";
    assertThat(honoured(PolicySetting.AUTH_SECRET, "none", arn)).isTrue();
    assertThat(honoured(PolicySetting.AUTH_SECRET, arn, "none")).isTrue();
  }

  @Test
  void whereARecordIsLoosensNothing() {
    assertThat(honoured(PolicySetting.DNS_RECORD, "none", "cache.shop.internal")).isTrue();
    assertThat(honoured(PolicySetting.DNS_RECORD, "cache.shop.internal", "none")).isTrue();
  }

  @Test
  void whomToTellLoosensNothing() {
    Map<String, String> listed = Map.of("NOTIFY_ADDRESSES", "ann@example.com,bob@example.com");
    for (String tag : List.of("none", "ann@example.com", "bob@example.com ann@example.com")) {
      Policy policy = Policy.of(listed, Map.of(PolicySetting.NOTIFY.tag(), tag));
      assertThat(policy.get(PolicySetting.NOTIFY)).isEqualTo(tag);
      assertThat(policy.violations()).isEmpty();
    }
  }

  private static boolean honoured(PolicySetting setting, String parameter, String tag) {
    Map<String, String> environment = new TreeMap<>(Map.of(setting.variable(), parameter));
    Policy policy = Policy.of(environment, Map.of(setting.tag(), tag));
    boolean tagHolds = tag.equals(policy.get(setting));
    assertThat(policy.violations().isEmpty()).isEqualTo(tagHolds);
    return tagHolds;
  }
}
