package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.services.EventBus;
import awsemulator.services.SnsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.iac.IacSnippets;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/**
 * Every message of every sample event, written to {@code target/messages} and read as its receiver
 * would; and the lines for the owner's code, written to {@code target/iac} for real parsers.
 */
class EverySampleEventTest {
  private static final List<String> GATES =
      List.of("upgrade", "preferred", "required", "auth", "off", "replace", "cut-over", "retire");

  /** RFC 5322 allows 998 characters without the line's end. */
  private static final int LONGEST_LINE = 998;

  static Stream<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void itsMessagesAndLinesAreFitForTheirReaders(Path event) throws IOException {
    try (CloudRun run = new CloudRun(Map.of("Chat", "yes", "DeletionsOnPage", "yes"))) {
      StringBuilder tokens = new StringBuilder();
      for (String gate : GATES) {
        run.gates().before(gate, () -> open(run, gate, tokens));
      }
      byte[] bytes = Files.readAllBytes(event);
      run.importing(bytes).send(bytes);
      run.toTheEnd();

      String name = event.getFileName().toString().replace(".json", "");
      write(Path.of("target/messages", name), run);
      mails(run).forEach(m -> check(run, m));
      assertThat(chats(run)).hasSameSizeAs(mails(run)).allSatisfy(EverySampleEventTest::checkChat);
      assertThat(run.events())
          .hasSameSizeAs(mails(run))
          .allSatisfy(e -> assertThat(e.source()).isEqualTo("elasticache-encryption-remediator"));
      String all = run.messages() + " " + run.events();
      tokens.toString().lines().forEach(t -> assertThat(all).doesNotContain(t));
      lines(run, name);
    }
  }

  private static List<SnsService.Message> mails(CloudRun run) {
    return run.messages().stream().filter(m -> m.subject() != null).toList();
  }

  private static List<SnsService.Message> chats(CloudRun run) {
    return run.messages().stream().filter(m -> m.subject() == null).toList();
  }

  /** While the gate is open: its newest link shows its question. */
  private static void open(CloudRun run, String gate, StringBuilder tokens) {
    SnsService.Message asks =
        mails(run).stream()
            .filter(m -> m.subject().contains(": " + gate + " ("))
            .toList()
            .getLast();
    String link = PageBench.link(asks.message());
    LinkToken token = opened(run, link);
    RemediationCase c = run.ledger(token.group().toString()).orElseThrow();
    tokens.append(c.require(CaseAttribute.GATE_TOKEN)).append("\n");
    String question = asks.message().lines().findFirst().orElseThrow();
    assertThat(token.gate()).isEqualTo(gate);
    assertThat(asks.message()).contains(token.group().toString());
    assertThat(run.page().get(link, "en").body()).contains(question);
  }

  private static LinkToken opened(CloudRun run, String link) {
    return LinkToken.decrypt(PageBench.token(link), PageBench.key(run), "aws").orElseThrow();
  }

  private static void check(CloudRun run, SnsService.Message mail) {
    assertThat(mail.subject()).hasSizeLessThan(100).isPrintable();
    assertThat(mail.message().lines()).allSatisfy(l -> assertThat(l).hasSizeLessThan(LONGEST_LINE));
    if (mail.subject().contains("pproval needed")) {
      assertThat(mail.message())
          .contains("WHAT HAPPENS", "WHAT IT COSTS", "HOW TO UNDO IT", "IF YOU DO NOT APPROVE")
          .containsIgnoringWhitespaces("o answer counts as a rejection");
      LinkToken token = opened(run, PageBench.link(mail.message()));
      assertThat(mail.subject())
          .contains(token.group().id() + ": ")
          .contains(": " + token.gate() + " (");
    }
  }

  private static void checkChat(SnsService.Message chat) throws IOException {
    Map<String, Object> message = StrictJson.readObject(chat.message());
    assertThat(message).containsEntry("version", "1.0").containsEntry("source", "custom");
    Map<?, ?> metadata = (Map<?, ?>) message.get("metadata");
    assertThat(String.valueOf(metadata.get("threadId"))).matches("[a-z0-9-]+-[0-9a-f]{8}");
    assertThat(((Map<?, ?>) message.get("content")).get("textType")).isEqualTo("client-markdown");
  }

  private static void write(Path folder, CloudRun run) throws IOException {
    Files.createDirectories(folder);
    int number = 0;
    for (SnsService.Message message : run.messages()) {
      boolean chat = message.subject() == null;
      Files.writeString(
          folder.resolve("%02d-%s".formatted(number++, chat ? "chat.json" : "mail.txt")),
          chat ? message.message() : "Subject: " + message.subject() + "\n\n" + message.message());
    }
    for (EventBus.Event event : run.events()) {
      Files.writeString(
          folder.resolve("%02d-event.json".formatted(number++)), StrictJson.write(event.detail()));
    }
  }

  /** For every group that a flow has changed; also as if Terraform or a stack owned it. */
  private static void lines(CloudRun run, String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/iac"));
    for (EventBus.Event event : run.events()) {
      if (!"complete".equals(event.detail().get("outcome"))) {
        continue;
      }
      GroupArn old = GroupArn.parse(String.valueOf(event.detail().get("group")));
      RemediationCase c = run.ledger(old.toString()).orElseThrow();
      GroupArn now = c.newGroup().orElse(old);
      AwsClients aws = run.operator(now.account(), now.region());
      CacheGroup group =
          new GroupReader(aws.elastiCache(AccountRegion.of(now))).read(now).orElseThrow();
      IacSnippets lines = IacSnippets.of(group, old, Optional.empty());
      assertThat(c.require(CaseAttribute.IAC_SNIPPETS)).isEqualTo(lines.text());
      assertThat(mails(run).getLast().message()).contains(lines.terraform());
      String file = name + "-" + now.id();
      Files.writeString(folder.resolve(file + ".tf"), lines.terraform());
      Files.writeString(folder.resolve(file + "-besides.tf"), lines.besides());
      Files.writeString(folder.resolve(file + ".yaml"), lines.cloudFormation());
    }
  }
}
