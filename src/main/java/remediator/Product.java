package remediator;

import java.time.InstantSource;
import java.util.Map;
import remediator.aws.Aws;
import remediator.aws.Connection;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;
import remediator.notice.Terminal;
import remediator.page.Links;
import remediator.page.PageKey;
import remediator.step.Tools;

/** Puts the parts together, for all handlers the same way. */
final class Product {
  private final Settings settings;
  private final Aws aws;
  private final InstantSource clock;

  private Product(Settings settings, Aws aws, InstantSource clock) {
    this.settings = settings;
    this.aws = aws;
    this.clock = clock;
  }

  static Product of(Map<String, String> environment, Connection connection, InstantSource clock) {
    Settings settings = new Settings(environment);
    return new Product(
        settings, new Aws(connection, settings.home(), settings.memberRole()), clock);
  }

  /** As it runs in Lambda. */
  static Product ofLambda() {
    return of(System.getenv(), Connection.ofLambda(), InstantSource.system());
  }

  Settings settings() {
    return settings;
  }

  Aws aws() {
    return aws;
  }

  InstantSource clock() {
    return clock;
  }

  Ledger ledger() {
    return new Ledger(
        aws.dynamoDb(),
        settings.need("LEDGER_TABLE"),
        new ExecutionNames(settings.need("DEPLOYMENT_ID")));
  }

  Notices notices() {
    return new Notices(aws, settings.need("TOPIC_ARN"), settings.get("CHAT_TOPIC_ARN"));
  }

  PageKey pageKey() {
    return new PageKey(
        () -> aws.secrets(settings.home()),
        settings.get("PAGE_KEY_ARN").orElse("none is deployed"));
  }

  Tools tools() {
    return new Tools(
        aws,
        ledger(),
        notices(),
        new FindingNotes(aws),
        clock,
        settings.need("ENDPOINT_PATH"),
        new Terminal(settings.home().region(), settings.need("LEDGER_TABLE")),
        new Links(settings.get("PAGE_URL"), pageKey()),
        settings.watchMachine(),
        settings.variables());
  }
}
