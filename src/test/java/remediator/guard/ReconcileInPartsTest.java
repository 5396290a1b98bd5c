package remediator.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.aws.AccountRegion;
import remediator.group.GroupArn;
import remediator.ledger.NewCase;
import remediator.ledger.StoredLines;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import remediator.reconcile.PlaceList;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.GroupKind;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The hourly comparison, in the parts that its state machine asks for. */
class ReconcileInPartsTest {
  private static final int ACCOUNTS = 150;

  @TempDir private Path folder;

  /** A group that waits in each of so many accounts. */
  private CloudRun organisation(int accounts) throws IOException {
    GeneratedEstate estate =
        new GeneratedEstate(
            IntStream.range(0, accounts)
                .mapToObj(
                    i ->
                        new GeneratedEstate.Group(
                            GroupKind.TLS_OFF,
                            "%012d".formatted(300_000_000_000L + i),
                            "cache-" + i))
                .toList());
    CloudRun run = new CloudRun(estate.fleet(folder), Map.of(), FaultPlan.NEVER);
    for (GeneratedEstate.Group group : estate.groups()) {
      NewCase waiting =
          new NewCase(
              GroupArn.parse(group.arn()),
              Decision.ONLINE_TLS,
              Set.of("ElastiCache.5"),
              Policy.of(Map.of(), Map.of()).byKey(),
              Map.of(),
              List.of());
      run.ledger().enqueue(waiting, Optional.empty(), Instant.EPOCH, "it waits");
    }
    return run;
  }

  private static Map<String, Object> part(CloudRun run, String request) throws Exception {
    return run.invoke("ReconcileFunction", request.getBytes(UTF_8));
  }

  private static long looks(CloudRun run) {
    return run.calls().stream().filter("ElastiCache.DescribeSnapshots"::equals).count();
  }

  private static ExecutionStatus ended(CloudRun run) {
    return run.executions().getLast().status();
  }

  @Test
  void everyAccountIsLookedAtOnceAndTheFiguresAreOfTheWholeLedger() throws Exception {
    try (CloudRun run = organisation(ACCOUNTS)) {
      run.schedule("ReconcileHourly");
      run.toTheEnd();

      assertThat(ended(run)).isEqualTo(ExecutionStatus.SUCCEEDED);
      // The remediator's own account besides.
      assertThat(looks(run)).isEqualTo(ACCOUNTS + 1);
      assertThat(run.log("reconciled"))
          .singleElement()
          .satisfies(
              l ->
                  assertThat(l)
                      .containsEntry("queued", ACCOUNTS)
                      .containsEntry("cases", ACCOUNTS)
                      .containsEntry("places", ACCOUNTS + 1)
                      .containsEntry("problems", 0));
    }
  }

  @Test
  void aPartGoesOnWhereTheOneBeforeHasComeTo() throws Exception {
    try (CloudRun run = organisation(ACCOUNTS)) {
      assertThat(part(run, "{\"part\":\"ledger\"}"))
          .isEqualTo(Map.of("status", "pending", "from", 0, "total", ACCOUNTS + 1, "problems", 0));
      assertThat(looks(run)).isZero();

      assertThat(
              part(
                  run,
                  "{\"part\":\"places\",\"last\":{\"from\":100,\"total\":151,\"problems\":0}}"))
          .isEqualTo(Map.of("status", "done", "from", 151, "total", 151, "problems", 0));
      assertThat(looks(run)).isEqualTo(51);

      assertThatThrownBy(
              () -> part(run, "{\"part\":\"places\",\"last\":{\"from\":0,\"total\":152}}"))
          .hasMessageContaining("part is neither");
      assertThatThrownBy(
              () ->
                  part(
                      run,
                      "{\"part\":\"places\",\"last\":{\"from\":151,\"total\":152,\"problems\":0}}"))
          .hasMessageContaining("the list of places ends at 151 of 152");
    }
  }

  @Test
  void anAccountThatCannotBeLookedAtFailsTheRunAfterAllOthersWereAndKeepsWhatWasToldThere()
      throws Exception {
    try (CloudRun run = organisation(3)) {
      GroupArn orphan =
          GroupArn.parse("arn:aws:elasticache:us-east-1:300000000001:replicationgroup:cache-1");
      run.operator(orphan.account(), orphan.region())
          .elastiCache(AccountRegion.of(orphan))
          .addTagsToResource(
              r ->
                  r.resourceName(orphan.toString())
                      .tags(
                          Tag.builder()
                              .key("elasticache-encryption:flow")
                              .value("cache-1-10ca1000-1-0badcafe")
                              .build()));
      run.schedule("ReconcileHourly");
      run.toTheEnd();
      assertThat(run.messages()).singleElement().asString().contains("no such flow");

      run.faults().always("ElastiCache.DescribeSnapshots", InjectedFault.ACCESS_DENIED);
      run.schedule("ReconcileHourly");
      run.toTheEnd();

      assertThat(ended(run)).isEqualTo(ExecutionStatus.FAILED);
      assertThat(run.log("not looked at")).hasSize(4);

      run.faults().clear();
      run.schedule("ReconcileHourly");
      run.toTheEnd();
      assertThat(ended(run)).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(run.messages()).hasSize(1);
    }
  }

  @Test
  void aFunctionThatFailsIsAskedAgainForTheSamePart() throws Exception {
    try (CloudRun run = organisation(3)) {
      run.faults().next("DynamoDB.Scan", InjectedFault.ACCESS_DENIED, 2);
      run.schedule("ReconcileHourly");
      run.toTheEnd();

      assertThat(ended(run)).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(looks(run)).isEqualTo(4);
    }
  }

  @Test
  void moreThanARowOfPlacesIsReadFromWhereverAPartHasComeTo() {
    try (CloudRun run = new CloudRun()) {
      PlaceList list =
          new PlaceList(
              new StoredLines(
                  run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).dynamoDb(), run.table()));
      List<AccountRegion> places =
          IntStream.range(0, 2500)
              .mapToObj(i -> new AccountRegion("aws", "%012d".formatted(i), "eu-west-1"))
              .toList();
      list.write(places);

      assertThat(list.read(0)).isEqualTo(places.subList(0, 1000));
      assertThat(list.read(999)).isEqualTo(places.subList(999, 1000));
      assertThat(list.read(1000)).isEqualTo(places.subList(1000, 2000));
      assertThat(list.read(2400)).isEqualTo(places.subList(2400, 2500));
      assertThat(list.read(2500)).isEmpty();
    }
  }
}
