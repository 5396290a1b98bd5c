package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.services.SnsService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;

/** What a person reads before anything is approved, in the mail and on the page. */
class QuestionsTest {
  private PageBench bench;

  @AfterEach
  void close() {
    bench.close();
  }

  private String page(String language) {
    return bench.run.page().get(bench.link(), language).body();
  }

  /** In one line: mails are broken at blanks. */
  private String mail() {
    return bench.asking().getLast().message().replaceAll("\\s+", " ");
  }

  private void atRetire(String settings) {
    Map<String, String> parameters =
        settings.isEmpty()
            ? Map.of("GateReplace", "skip", "GateCutOver", "skip")
            : Map.of(
                "GateReplace",
                "skip",
                "GateCutOver",
                "skip",
                settings.split("=", 2)[0],
                settings.split("=", 2)[1]);
    bench = new PageBench(parameters);
    byte[] event = Events.sample("ec4-one-node-replace").bytes();
    bench.run.importing(event).send(event);
    bench.run.until(
        () -> bench.asking().stream().anyMatch(m -> m.subject().contains(": retire (")));
  }

  @ParameterizedTest
  @CsvSource({
    "freeze, 'WRITES ARE REFUSED while the data moves', 書き込みは拒否されます",
    "accept-loss, 'WRITES ARE LOST: whatever reaches the old group', 失われる書き込みの数は",
    "cache-only, 'and nobody counts it', その数も数えません"
  })
  void beforeTheCopyItSaysWhatTheDataPolicyMeansForWriters(
      String data, String english, String japanese) {
    bench = new PageBench(Map.of("Data", data)).atReplace();

    assertThat(mail()).contains(english);
    assertThat(page("en")).contains(english);
    assertThat(page("ja")).contains(japanese);
  }

  @Test
  void withFreezeItSaysHowLongAndWhatHappensOtherwise() {
    bench = new PageBench(Map.of("GateCutOver", "ask")).atReplace();

    assertThat(mail())
        .contains("switch clients to it, while writes are refused?")
        .contains("are refused, right after your approval, for about 22 minutes (an estimate")
        .contains("and at most 1,440 (freeze-minutes)")
        .contains("NOREPLICAS Not enough good replicas to write.")
        .contains("unless you choose gate-cut-over=again")
        .contains("Have writes to the old group refused, and prove that none arrives")
        .doesNotContain("after the next question")
        .doesNotContain("Nothing yet");
  }

  /** A mail that ends in a hundred lines of code is not read to its end. */
  @Test
  void theLinesToChangeStandOnThePageAndInTheMailOnlyWhereThereIsNothingElse() {
    bench = new PageBench(Map.of()).atReplace();
    assertThat(page("en")).contains("- Jedis: JedisDataException");
    assertThat(mail())
        .contains("stand with the question, where you answer it. Read them before you approve.")
        .doesNotContain("- Jedis: JedisDataException");

    bench.close();
    bench = new PageBench(Map.of("DecisionPage", "no")).atReplace();
    assertThat(mail())
        .contains("- Jedis: JedisDataException")
        .doesNotContain("stand with the question");
  }

  @ParameterizedTest
  @CsvSource({"skip, true", "ask, false"})
  void anUpgradeSaysWhetherTlsFollowsUnasked(String gatePreferred, boolean follows) {
    bench = new PageBench(Map.of("GatePreferred", gatePreferred));
    byte[] event = Events.sample("ec5-redis-6.2-upgrade-then-tls").bytes();
    bench.run.importing(event).send(event);
    bench.run.forTime(Duration.ofHours(1));

    assertThat(mail().contains("and the group then accept TLS beside plaintext (TLS mode"))
        .isEqualTo(follows);
    assertThat(mail().contains("TLS preferred follows at once")).isEqualTo(follows);
    assertThat(page("ja").contains("続けて平文と TLS の両方を")).isEqualTo(follows);
  }

  @Test
  void beforeTheDeletionItSaysWhichGroupGoesAndWhichStays() {
    atRetire("");

    assertThat(mail())
        .contains("- Old group: cart-single -> deleted")
        .contains("- New group: cart-single-enc -> serves on")
        .contains("- Final snapshot: none -> kept")
        .contains("2. Wait until nobody writes to the old group (15 minutes without a write")
        .contains("3. Delete the old group, with a final snapshot (12 minutes")
        .doesNotContain("after a question of its own")
        .doesNotContain("Id: cart-single -> cart-single-enc");
    assertThat(page("ja")).contains("旧グループ", "稼働を継続").doesNotContain("別の確認のあとで");
  }

  @Test
  void whereTheFinalSnapshotIsDeletedNothingPromisesToRestoreIt() {
    atRetire("FinalSnapshot=delete");

    assertThat(mail())
        .contains("by your policy the final snapshot is deleted too")
        .contains("- Final snapshot: none -> deleted")
        .doesNotContain("can be restored", "restore the final snapshot");
    assertThat(page("ja")).contains("最終スナップショットも削除されます");
  }

  @Test
  void whereTheIdComesBackItSaysThatThereIsNoCacheMeanwhile() {
    atRetire("NewId=same");

    assertThat(mail())
        .contains("and made again from it under the same id, encrypted?")
        .contains("There is no cache from the deletion until the group has been made again")
        .contains("- Id: cart-single -> cart-single")
        .contains("- Copy that stands by: cart-single-enc -> deleted")
        .contains("the group serves on as before");
    assertThat(page("ja")).contains("キャッシュは利用できません");
  }

  @Test
  void aChoiceThatThePageDoesNotOfferIsRefusedWithASentenceAndCountsAsNothing() {
    bench = new PageBench(Map.of()).atReplace();

    var answer =
        bench.send(
            bench.link(),
            Map.of(
                "decision", "approved",
                "name", "Ann",
                "choice-final-snapshot", "delete",
                "choice-gate-retire", "skip"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "gate replace does not offer the choice final-snapshot; it offers data, gate-cut-over,"
                + " kms-key")
        .contains("gate replace does not offer the choice gate-retire");
    assertThat(bench.ledger(PageBench.BILLING).attributes())
        .doesNotContainKey(CaseAttribute.GATE_DECISION);
  }

  @Test
  void theFirstQuestionAfterAnUpgradeIsNoReminderAndTellsTheNewEndpoints() {
    bench = new PageBench(Map.of("GateUpgrade", "ask"));
    bench.run.gates().answer("upgrade", "{\"decision\":\"approved\"}");
    byte[] event = Events.sample("ec5-redis-6.2-upgrade-then-tls").bytes();
    bench.run.importing(event).send(event);
    bench.run.until(
        () -> bench.asking().stream().anyMatch(m -> m.subject().contains(": required (")));

    SnsService.Message question = bench.asking().getLast();
    assertThat(question.subject()).doesNotContain("reminder");
    assertThat(question.message()).doesNotContain("nobody has answered");
    assertThat(bench.run.events().getLast().detailType())
        .isEqualTo("ElastiCache Encryption Gate Opened");
    assertThat(
            bench
                .run
                .operator("111122223333", "us-east-1")
                .ssm()
                .getParameter(r -> r.name("/elasticache-encryption/profiles-62/next"))
                .parameter()
                .value())
        .contains("master.profiles-62");
    assertThat(bench.run.securityHub().findings("111122223333", "us-east-1").toString())
        .contains("is half done")
        .doesNotContain("asked 2 of 3");
  }
}
