package remediator.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.owner.OwnerAllowList;
import remediator.owner.OwnerRecipients;
import remediator.plan.Policy;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * Puts together what is wanted for a group: template parameters, the documents of the organisation
 * and of the account in Parameter Store, and the group's tags. It is the one place that does.
 *
 * <p>What AWS refuses to show is plan-only; any other error is an exception, so that it is tried
 * again.
 */
public final class PolicyReader {
  /** What the template's parameter AccountsWithoutLayer says. */
  private static final String WITHOUT_LAYER = "ACCOUNTS_WITHOUT_LAYER";

  /**
   * Parameter Store answers 40 reads a second, and a burst of one account's findings is one read
   * then. What is changed counts after it.
   */
  public static final Duration FRESH = Duration.ofSeconds(5);

  /** GetParameters takes ten names, of which two are for all accounts. */
  public static final int ACCOUNTS_A_CALL = 8;

  private final AwsClients aws;
  private final String path;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Map<String, OperatorParameters> kept = new HashMap<>();

  /** Accounts that will be asked for next. */
  private Set<String> expected = Set.of();

  /**
   * @param path below which the parameters are
   * @param environment of the function: the policy's first layer
   */
  public PolicyReader(
      AwsClients aws, String path, Map<String, String> environment, InstantSource clock) {
    this.aws = aws;
    this.path = path;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /** These accounts are asked for one right after the other, by {@link #recent}. */
  public synchronized void expect(Collection<String> accounts) {
    expected = new LinkedHashSet<>(accounts);
  }

  /** For what is started: what was read is used for some seconds. */
  public synchronized OperatorParameters recent(String account) {
    if (!isFresh(kept.get(account))) {
      kept.putAll(
          read(
              Stream.concat(
                      Stream.of(account),
                      expected.stream()
                          .filter(other -> !other.equals(account) && !isFresh(kept.get(other))))
                  .limit(ACCOUNTS_A_CALL)
                  .toList()));
    }
    return kept.get(account);
  }

  private boolean isFresh(OperatorParameters known) {
    return known != null && clock.instant().isBefore(known.readAt().plus(FRESH));
  }

  /** For what cannot be taken back: read anew. */
  public OperatorParameters now(String account) {
    return read(List.of(account)).get(account);
  }

  private Map<String, OperatorParameters> read(List<String> accounts) {
    String position = path + "/switch";
    // No group's id begins so, below which its endpoints are published.
    String organisation = path + "/_policy/organisation";
    List<String> names = new ArrayList<>(List.of(position, organisation));
    accounts.forEach(account -> names.add(own(account)));
    Instant now = clock.instant();
    Map<String, Parameter> found;
    try {
      found =
          aws.ssm().getParameters(r -> r.names(names)).parameters().stream()
              .collect(Collectors.toMap(Parameter::name, Function.identity()));
    } catch (SsmException e) {
      if (!AwsErrorText.isDefiniteRefusal(e)) {
        throw e;
      }
      OperatorParameters refused = refused(e, now);
      return accounts.stream().collect(Collectors.toMap(Function.identity(), _ -> refused));
    }
    return accounts.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                account -> {
                  String own = own(account);
                  return new OperatorParameters(
                      Optional.ofNullable(found.get(position)).map(Parameter::value),
                      Stream.of(organisation, own)
                          .filter(found::containsKey)
                          .map(name -> LayerDocument.read(found.get(name)))
                          .toList(),
                      found.containsKey(own) ? List.of() : withoutLayer(account, own),
                      Optional.empty(),
                      now);
                }));
  }

  private String own(String account) {
    return path + "/_policy/accounts/" + account;
  }

  /** Told once a day, for as long as it lasts. */
  private OperatorParameters refused(SsmException error, Instant now) {
    String why =
        "the switch and the policy layers below %s cannot be read: let the function's role read them (%s)"
            .formatted(path, AwsErrorText.reason(error));
    String mark = "%s unreadable on %s".formatted(path, now.atOffset(ZoneOffset.UTC).toLocalDate());
    return new OperatorParameters(
        Optional.empty(),
        List.of(),
        List.of(new Policy.Restraint(why, Optional.of(mark))),
        Optional.of(why),
        now);
  }

  private List<Policy.Restraint> withoutLayer(String account, String own) {
    return environment.getOrDefault(WITHOUT_LAYER, "act").equals("act")
        ? List.of()
        : List.of(
            new Policy.Restraint(
                "account %s has no policy layer: make the parameter %s, {} to act as the others say"
                    .formatted(account, own),
                Optional.empty()));
  }

  /**
   * What is wanted for a group of the account that was asked for.
   *
   * @param tags of the group
   */
  public Policy policy(OperatorParameters set, Map<String, String> tags) {
    Policy policy = Policy.of(environment, set.layers(), tags);
    for (Policy.Restraint restraint : set.restraints()) {
      policy = policy.restrained(restraint);
    }
    return policy;
  }

  /** Whether the deployment lists anybody whom a tag may name as a group's owner. */
  public boolean namesOwners() {
    return !OwnerAllowList.of(environment).isEmpty();
  }

  /**
   * Whom messages about a group go to, as far as the deployment lists them.
   *
   * @param named by the group's tag
   */
  public OwnerRecipients owner(String named) {
    return OwnerAllowList.of(environment).recipients(named);
  }
}
