package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.services.SnsService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.finding.Events;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.local.cloud.PageFront.Answer;

/** A flow that waits at a gate, the message that asks, and a browser. */
final class PageBench implements AutoCloseable {
  static final String ORDERS = arn("orders-cache");
  static final String BILLING = arn("billing-both");

  private static final Pattern LINK =
      Pattern.compile("^https://\\S+\\?t=(\\S+)$", Pattern.MULTILINE);

  final CloudRun run;

  PageBench(Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.putIfAbsent("DeletionsOnPage", "yes");
    run = new CloudRun(all);
    for (String gate :
        List.of(
            "upgrade", "preferred", "required", "auth", "off", "replace", "cut-over", "retire")) {
      run.gates().ignore(gate);
    }
  }

  private static String arn(String id) {
    return "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":replicationgroup:" + id;
  }

  /** Online TLS of orders-cache waits at gate required. */
  PageBench atRequired() {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    run.importing(event).send(event);
    run.forTime(Duration.ofHours(1));
    assertThat(asking()).hasSize(1);
    return this;
  }

  /** The replacement of billing-both waits at gate replace. */
  PageBench atReplace() {
    byte[] event = Events.sample("ec4-and-ec5-together-replace").bytes();
    run.importing(event).send(event);
    run.forTime(Duration.ofMinutes(10));
    assertThat(asking()).isNotEmpty();
    return this;
  }

  List<SnsService.Message> asking() {
    return run.messages().stream()
        .filter(m -> m.subject().matches("\\[(Approval needed|Reminder) .*"))
        .toList();
  }

  /** The link of the newest message that asks. */
  String link() {
    return link(asking().getLast().message());
  }

  /** The answer without the places at which long names may be broken. */
  static String text(Answer page) {
    return page.body().replace("<wbr>", "");
  }

  static String link(String message) {
    Matcher matcher = LINK.matcher(message);
    assertThat(matcher.find()).as("a link in %s", message).isTrue();
    return matcher.group();
  }

  static String token(String link) {
    return link.substring(link.indexOf("?t=") + 3);
  }

  /** The key that links are sealed with. */
  static LinkKey key(CloudRun run) {
    AwsClients aws = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION);
    AccountRegion home = new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION);
    return new LinkKey(() -> aws.secrets(home), "remediator-PageKey", InstantSource.system());
  }

  Answer open(String link) {
    return run.page().get(link, "en-GB,en;q=0.8");
  }

  Answer send(String link, Map<String, String> form) {
    String base = link.substring(0, link.indexOf('?'));
    String body =
        Stream.concat(Stream.of(Map.entry("t", token(link))), form.entrySet().stream())
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return run.page().post(base + "?lang=en", body);
  }

  Answer approve(String link) {
    return send(link, Map.of("decision", "approved", "name", "Ann"));
  }

  RemediationCase ledger(String group) {
    return run.ledger(group).orElseThrow();
  }

  String history(String group) {
    return ledger(group).history().stream()
        .map(e -> e.at() + " " + e.text())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    run.close();
  }
}
