package remediator;

import java.time.InstantSource;
import java.util.Map;
import remediator.aws.Aws;
import remediator.aws.Connection;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;
import remediator.step.Tools;

/** Puts the parts together, for all handlers the same way. */
final class Product {
  private final Settings settings;
  private final Aws aws;
  private final InstantSource clock;

  Product(Map<String, String> environment, Connection connection, InstantSource clock) {
    this.settings = new Settings(environment);
    this.aws = new Aws(connection, settings.home(), settings.memberRole());
    this.clock = clock;
  }

  /** As it runs in Lambda. */
  static Product ofLambda() {
    return new Product(System.getenv(), Connection.ofLambda(), InstantSource.system());
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
    return new Ledger(aws.dynamoDb(), settings.need("LEDGER_TABLE"));
  }

  Notices notices() {
    return new Notices(aws.sns(), settings.need("TOPIC_ARN"));
  }

  Tools tools() {
    return new Tools(
        aws,
        ledger(),
        notices(),
        new FindingNotes(aws),
        clock,
        settings.need("ENDPOINT_PATH"),
        settings.home().region(),
        settings.watchMachine());
  }
}
