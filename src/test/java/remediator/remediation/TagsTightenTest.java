package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.aws.AccountRegion;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.local.CloudRun;
import remediator.plan.PolicySetting;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Whoever may only tag a group gets nothing done that the template parameters do not allow. */
class TagsTightenTest {
  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private void deploy(Map<String, String> parameters) {
    run = new CloudRun(parameters);
  }

  private void tag(String key, String value) {
    tag(Sample.HOME, Sample.CART, key, value);
  }

  /** The group's owner tags it, and waits until it takes changes again. */
  private void tag(AccountRegion place, String group, String key, String value) {
    run.operator(place.account(), place.region())
        .elastiCache(place)
        .addTagsToResource(
            r -> r.resourceName(group).tags(Tag.builder().key(key).value(value).build()));
    run.forTime(Sample.WHILE_TAGGED);
  }

  private void deliver() {
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).send(event);
    run.toTheEnd();
  }

  private void nothingChangesAndTheOwnerReads(String... words) {
    assertThat(run.changes()).noneMatch(c -> c.startsWith("ElastiCache."));
    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.executions()).isEmpty();
    assertThat(run.log("finding").getLast()).containsEntry("decision", "REFUSED");
    assertThat(Sample.workflows(run)).containsOnly("NOTIFIED");
    assertThat(Sample.notes(run)).singleElement().asString().contains(words);
  }

  /** Row H1 of what ended in lost data. */
  @Test
  void withPlanOnlyTagsThatAskForADeletionWithoutAQuestionChangeNothingAndTheOwnerReadsWhy() {
    deploy(Map.of("Mode", "plan-only"));
    Sample.tag(run, Sample.CART, "mode", "act");
    for (PolicySetting setting : PolicySetting.values()) {
      if (setting.key().startsWith("gate-") && setting.legal().equals("ask|skip")) {
        Sample.tag(run, Sample.CART, setting.key(), "skip");
      }
    }
    Sample.tag(run, Sample.CART, "data", "cache-only");
    Sample.tag(run, Sample.CART, "final-snapshot", "delete");
    deliver();

    nothingChangesAndTheOwnerReads(
        "Not remediated:",
        "tags may only tighten",
        "TagsMayLoosen",
        "mode=act (plan-only)",
        "gate-retire=skip (ask)",
        "data=cache-only (freeze)",
        "final-snapshot=delete (keep)");
  }

  @Test
  void whatTheParameterListsATagMayLoosen() {
    deploy(
        Map.of("Mode", "plan-only", "TagsMayLoosen", "mode,gate-replace", "Data", "accept-loss"));
    Sample.tag(run, Sample.CART, "mode", "act");
    Sample.tag(run, Sample.CART, "gate-replace", "skip");
    deliver();

    assertThat(run.gates().asked()).containsExactly("cut-over", "retire");
    assertThat(run.view().group(Sample.CART)).isEmpty();
  }

  @Test
  void aTagThatTightensHolds() {
    deploy(Map.of("GateReplace", "skip", "GateCutOver", "skip", "GateRetire", "skip"));
    Sample.tag(run, Sample.CART, "gate-retire", "ask");
    Sample.tag(run, Sample.CART, "keep-old-days", "3");
    run.gates().reject("retire", "not yet");
    deliver();

    assertThat(run.gates().asked()).containsExactly("retire");
    assertThat(run.view().group(Sample.CART)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Elasticache-Encryption:opt-out",
        "elasticache-encryption:Opt-Out",
        "elasticache-encryption: opt-out"
      })
  void anOptOutThatIsWrittenInAnotherWayIsTakenForWhatItMayBe(String key) {
    deploy(Map.of());
    tag(key, "true");
    deliver();

    nothingChangesAndTheOwnerReads(
        "the tag " + key + " is misspelled: elasticache-encryption:opt-out");
  }

  @Test
  void anOptOutThatIsThereTwiceInDifferentLettersStopsEverything() {
    deploy(Map.of());
    tag("elasticache-encryption:opt-out", "false");
    tag("ElastiCache-Encryption:Opt-Out", "true");
    deliver();

    nothingChangesAndTheOwnerReads("ElastiCache-Encryption:Opt-Out is misspelled: ");
  }

  @Test
  void inAnotherAccountTheSameHolds() {
    deploy(Map.of("Mode", "plan-only"));
    AccountRegion place = new AccountRegion("aws", "444455556666", "eu-west-1");
    String group = "arn:aws:elasticache:eu-west-1:444455556666:replicationgroup:ads-member";
    tag(place, group, PolicySetting.MODE.tag(), "act");
    byte[] event = Events.sample("ec5-other-account-online-tls").bytes();
    run.importing(event).send(event);
    run.toTheEnd();

    assertThat(run.changes()).noneMatch(c -> c.startsWith("ElastiCache."));
    assertThat(run.log("finding").getLast())
        .containsEntry("decision", "REFUSED")
        .hasEntrySatisfying("reasons", r -> assertThat(r.toString()).contains("mode=act"));
  }
}
