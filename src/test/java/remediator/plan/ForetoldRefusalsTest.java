package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static remediator.plan.Groups.group;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupStatus;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.group.RelatedResources.NodeCount;
import remediator.group.RelatedResources.ParameterGroup;
import remediator.group.RelatedResources.Secret;
import remediator.group.RelatedResources.SubnetGroup;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Plan.Refused;
import remediator.plan.Plan.Replace;

/** What ElastiCache would refuse is a reason in the plan. */
class ForetoldRefusalsTest {
  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/a";
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-AbCdEf";

  private static final AvailableEngineVersions OFFER =
      new AvailableEngineVersions(
          List.of(
              new AvailableEngineVersions.Version(
                  EngineVersion.parse("redis", "5.0.6"), "redis5.0"),
              new AvailableEngineVersions.Version(EngineVersion.parse("redis", "7.1"), "redis7")));

  private static Plan plan(Groups group, RelatedResources around, String... settings) {
    CacheGroup built = group.atRest(false).build();
    Policy policy = Policy.of(Map.of(), built.spec().tags());
    for (int i = 0; i < settings.length; i += 2) {
      policy = policy.with(Map.of(settings[i], settings[i + 1]));
    }
    return Planner.plan(built, Control.of("ElastiCache.4"), policy, OFFER, around);
  }

  private static void refuses(Plan plan, String... texts) {
    assertThat(plan).isInstanceOf(Refused.class);
    assertThat(((Refused) plan).blockers())
        .singleElement()
        .satisfies(b -> assertThat(b.toString()).contains(texts))
        .satisfies(b -> assertThat(b.isTransient()).isFalse());
  }

  private static RelatedResources key(String state, String spec, String usage) {
    return with(new Answer.Found<>(new RelatedResources.Key(KEY, state, spec, usage)));
  }

  private static RelatedResources with(Answer<RelatedResources.Key> key) {
    RelatedResources none = RelatedResources.UNSEEN;
    return new RelatedResources(
        none.secret(),
        none.parameterGroup(),
        none.subnetGroup(),
        key,
        none.nodes(),
        none.userGroup(),
        none.dnsRecord());
  }

  private static RelatedResources secret(Answer<Secret> secret) {
    RelatedResources none = RelatedResources.UNSEEN;
    return new RelatedResources(
        secret,
        none.parameterGroup(),
        none.subnetGroup(),
        none.key(),
        none.nodes(),
        none.userGroup(),
        none.dnsRecord());
  }

  @Test
  void aKeyThatCanBeUsedIsNoReason() {
    Plan plan =
        plan(group(), key("Enabled", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), "kms-key", KEY);
    assertThat(((Replace) plan).targetSpec().encryption().kmsKey()).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "Disabled, SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, enable it",
    "PendingDeletion, SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, cancel its deletion",
    "PendingImport, SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, its state is PendingImport",
    "Enabled, RSA_2048, ENCRYPT_DECRYPT, symmetric",
    "Enabled, SYMMETRIC_DEFAULT, KEY_AGREEMENT, symmetric",
    "Enabled, HMAC_256, GENERATE_VERIFY_MAC, symmetric"
  })
  void aKeyThatCannotBeUsedIs(String state, String spec, String usage, String told) {
    refuses(plan(group(), key(state, spec, usage), "kms-key", KEY), KEY, told);
  }

  @Test
  void aKeyThatIsGoneOrCannotBeLookedAtIs() {
    refuses(plan(group(), with(new Answer.Missing<>()), "kms-key", KEY), "is not there");
    refuses(
        plan(group(), with(new Answer.Unknown<>("AccessDenied")), "kms-key", KEY),
        "is not known: AccessDenied",
        "kms:DescribeKey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:kms:eu-west-1:111122223333:key/a",
        "arn:aws:kms:us-east-1:999988887777:key/a",
        "arn:aws-cn:kms:us-east-1:111122223333:key/a",
        "arn:aws:kms:eu-west-1:111122223333:alias/cache"
      })
  void aKeyOfAnotherPlaceIs(String other) {
    refuses(plan(group(), RelatedResources.UNSEEN, "kms-key", other), other, "name a key of");
  }

  @Test
  void clusterModeWithoutFailoverBecomesAGroupWithIt() {
    Plan plan =
        plan(group().clusterMode("enabled").failover(false, false), RelatedResources.UNSEEN);
    assertThat(((Replace) plan).targetSpec().layout().automaticFailover()).isTrue();
  }

  @Test
  void multiAzNeedsAReplicaElsewhereInEveryShard() {
    refuses(
        plan(
            group()
                .clusterMode("enabled")
                .failover(true, true)
                .shard("0001", "us-east-1a", "us-east-1b")
                .shard("0002", "us-east-1a"),
            RelatedResources.UNSEEN),
        "shard 0002 has no replica");
    refuses(
        plan(
            group().failover(true, true).shard("0001", "us-east-1a", "us-east-1a"),
            RelatedResources.UNSEEN),
        "stand in one Availability Zone");
    refuses(
        plan(
            group().failover(false, true).shard("0001", "us-east-1a", "us-east-1b"),
            RelatedResources.UNSEEN),
        "Multi-AZ is on without automatic failover");
    refuses(plan(group().failover(true, false), RelatedResources.UNSEEN), "it has no replica");
  }

  @Test
  void nodesNeedAnEngineThatFitsThem() {
    refuses(
        plan(group().engine("redis", "5.0.6").nodeType("cache.r7g.large"), RelatedResources.UNSEEN),
        "need an engine of version 6.2 or later, and it is redis 5.0.6");
    assertThat(
            plan(
                group().engine("redis", "5.0.6").nodeType("cache.x9.large"),
                RelatedResources.UNSEEN))
        .isInstanceOf(Replace.class);
  }

  @Test
  void aSecretMustBeThereAndMarked() {
    Groups auth = group().transit(TransitEncryptionMode.REQUIRED).auth();
    refuses(
        plan(auth, secret(new Answer.Missing<>()), "auth-secret", SECRET), SECRET, "is not there");
    refuses(
        plan(auth, secret(new Answer.Found<>(new Secret(false, false))), "auth-secret", SECRET),
        SECRET,
        "elasticache-encryption=auth-token");
    refuses(
        plan(auth, secret(new Answer.Found<>(new Secret(true, true))), "auth-secret", SECRET),
        "waits for its deletion");
    refuses(
        plan(auth, secret(new Answer.Unknown<>("AccessDenied")), "auth-secret", SECRET),
        SECRET,
        "AccessDenied");
    refuses(
        plan(
            auth, RelatedResources.UNSEEN, "auth-secret", SECRET.replace("us-east-1", "eu-west-1")),
        "and the group in us-east-1");
    assertThat(
            plan(auth, secret(new Answer.Found<>(new Secret(true, false))), "auth-secret", SECRET))
        .isInstanceOf(Replace.class);
  }

  @Test
  void whatTheGroupLiesInMustBeThereAndFit() {
    RelatedResources none = RelatedResources.UNSEEN;
    refuses(
        plan(
            group(),
            new RelatedResources(
                none.secret(),
                new Answer.Missing<>(),
                new Answer.Found<>(new SubnetGroup("vpc-1", List.of())),
                none.key(),
                none.nodes(),
                none.userGroup(),
                none.dnsRecord())),
        "its parameter group default.redis7 is gone");
    refuses(
        plan(
            group(),
            new RelatedResources(
                none.secret(),
                new Answer.Found<>(new ParameterGroup("redis6.x")),
                none.subnetGroup(),
                none.key(),
                none.nodes(),
                none.userGroup(),
                none.dnsRecord())),
        "of the family redis6.x, and new groups of redis 7.1.0 need one of redis7");
    refuses(
        plan(
            group(),
            new RelatedResources(
                none.secret(),
                none.parameterGroup(),
                new Answer.Missing<>(),
                none.key(),
                none.nodes(),
                none.userGroup(),
                none.dnsRecord())),
        "its subnet group private-subnets is gone");
    refuses(
        plan(
            group(),
            new RelatedResources(
                none.secret(),
                none.parameterGroup(),
                none.subnetGroup(),
                none.key(),
                new Answer.Found<>(new NodeCount(300, 300)),
                none.userGroup(),
                none.dnsRecord())),
        "1 more nodes are needed, and the Region has 300 of at most 300");
  }

  /** Only what passes promises another look, and what does not has something to do. */
  @ParameterizedTest
  @CsvSource({
    "creating, true, wait until it is made",
    "modifying, true, wait until the change is done",
    "snapshotting, true, wait until the backup is taken",
    "rebooting cluster nodes, true, wait until its nodes are up again",
    "deleting, true, its finding is archived once the group is gone",
    "deleted, true, it is gone",
    "migrating, true, complete the migration",
    "create-failed, false, describe-events",
    "restore-failed, false, describe-events",
    "incompatible-network, false, whether its subnets still exist"
  })
  void everyDocumentedStatusHasItsRemedy(String status, boolean passes, String remedy) {
    Plan ofGroup = plan(group().status(status), RelatedResources.UNSEEN);
    Plan ofNode = plan(group().nodeStatus("orders-cache-001", status), RelatedResources.UNSEEN);

    for (Plan plan : List.of(ofGroup, ofNode)) {
      assertThat(((Refused) plan).isTransient()).isEqualTo(passes);
      assertThat(((Refused) plan).blockers())
          .singleElement()
          .satisfies(b -> assertThat(b.remedy()).contains(remedy));
    }
  }

  @Test
  void noDocumentedStatusIsForgottenAbove() throws NoSuchMethodException {
    CsvSource rows =
        ForetoldRefusalsTest.class
            .getDeclaredMethod(
                "everyDocumentedStatusHasItsRemedy", String.class, boolean.class, String.class)
            .getAnnotation(CsvSource.class);
    assertThat(Stream.of(rows.value()).map(row -> row.split(",", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(GroupStatus.values())
                .filter(s -> s != GroupStatus.AVAILABLE)
                .map(GroupStatus::apiValue)
                .toList());
  }

  @Test
  void aStatusThatNobodyDocumentsDoesNotPass() {
    assertThat(
            ((Refused) plan(group().status("hibernating"), RelatedResources.UNSEEN)).isTransient())
        .isFalse();
  }

  @Test
  void aGroupThatIsBusyDoesNotListItsBusyNodes() {
    Plan plan =
        plan(
            group().status("modifying").nodeStatus("orders-cache-001", "modifying"),
            RelatedResources.UNSEEN);
    assertThat(((Refused) plan).blockers()).hasSize(1);
  }

  @Test
  void aGroupWhoseStorageIsEncryptedIsLeftAlone() {
    refuses(
        plan(group().storageEncryption("sse-elasticache"), RelatedResources.UNSEEN),
        "StorageEncryptionType sse-elasticache",
        "suppress the finding");
    assertThat(plan(group().storageEncryption("none"), RelatedResources.UNSEEN))
        .isInstanceOf(Replace.class);
    CacheGroup open = group().atRest(false).storageEncryption("sse-kms").build();
    assertThat(
            Planner.plan(
                    open,
                    Control.of("ElastiCache.5"),
                    Policy.of(Map.of(), Map.of()),
                    OFFER,
                    RelatedResources.UNSEEN)
                .decision())
        .isEqualTo(Plan.Decision.ONLINE_TLS);
  }

  @Test
  void aTagOfTheSettingsEarlierNameIsUnderstood() {
    Plan plan =
        plan(group().tag("elasticache-encryption:both-fail", "tls-first"), RelatedResources.UNSEEN);
    assertThat(plan.decision()).isEqualTo(Plan.Decision.ONLINE_TLS);
  }
}
