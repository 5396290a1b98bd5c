package remediator.lambda;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import remediator.approval.ApprovalLinks;
import remediator.approval.LinkKey;
import remediator.aws.AwsClients;
import remediator.aws.ClientConfig;
import remediator.dns.DnsZone;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.notification.CliCommands;
import remediator.notification.FindingUpdater;
import remediator.notification.Notifier;
import remediator.policy.PolicyReader;
import remediator.remediation.EngineVersionCatalog;
import remediator.workflow.core.CaseLinks;
import remediator.workflow.core.StepDependencies;

/** Puts the parts together, for all handlers the same way. */
final class Components {
  private final EnvironmentConfig config;
  private final AwsClients aws;
  private final InstantSource clock;
  private final FindingUpdater findingUpdater;
  private final PolicyReader policies;
  private final EngineVersionCatalog offers;

  private Components(EnvironmentConfig config, AwsClients aws, InstantSource clock) {
    this.config = config;
    this.aws = aws;
    this.clock = clock;
    this.findingUpdater = new FindingUpdater(aws, config.messages());
    this.policies =
        new PolicyReader(aws, config.get("ENDPOINT_PATH").orElse(""), config.variables(), clock);
    this.offers = new EngineVersionCatalog(aws, clock);
  }

  static Components of(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    EnvironmentConfig config = new EnvironmentConfig(environment);
    return new Components(
        config, new AwsClients(connection, config.home(), config.memberRole()), clock);
  }

  /** As it runs in Lambda. */
  static Components ofLambda() {
    return of(System.getenv(), ClientConfig.ofLambda(), InstantSource.system());
  }

  EnvironmentConfig config() {
    return config;
  }

  AwsClients aws() {
    return aws;
  }

  InstantSource clock() {
    return clock;
  }

  FindingUpdater findingUpdater() {
    return findingUpdater;
  }

  EngineVersionCatalog offers() {
    return offers;
  }

  Ledger ledger() {
    return new Ledger(
        aws.dynamoDb(),
        config.require("LEDGER_TABLE"),
        new ExecutionNames(config.require("DEPLOYMENT_ID")));
  }

  Notifier notifier() {
    return new Notifier(
        aws,
        config.require("TOPIC_ARN"),
        config.get("CHAT_TOPIC_ARN"),
        config.get("OWNER_TOPIC_ARN"),
        config.get("LINKS_IN_EVENTS").equals(Optional.of("yes")),
        config.messages());
  }

  LinkKey linkKey() {
    return new LinkKey(
        () -> aws.secrets(config.home()),
        config.get("PAGE_KEY_ARN").orElse("none is deployed"),
        clock);
  }

  boolean deletionsOnPage() {
    return config.get("DELETIONS_ON_PAGE").equals(Optional.of("yes"));
  }

  StepDependencies dependencies() {
    return new StepDependencies(
        aws,
        ledger(),
        notifier(),
        findingUpdater,
        clock,
        config.require("ENDPOINT_PATH"),
        new CliCommands(config.home().region(), config.require("LEDGER_TABLE")),
        new ApprovalLinks(config.get("PAGE_URL"), linkKey(), deletionsOnPage()),
        config.answersInConsole(),
        new CaseLinks(config.home(), config.get("NAMES_END")),
        config.monitorMachine(),
        DnsZone.of(aws, config.get("DNS_ZONE")),
        policies);
  }
}
