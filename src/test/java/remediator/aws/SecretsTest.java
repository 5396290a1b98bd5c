package remediator.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** AUTH tokens go from Secrets Manager into requests to ElastiCache, and nowhere else. */
class SecretsTest {
  /** Of all the characters that a token may have, those included that formats escape. */
  private static final String TOKEN = "Tok3n!of&the#led$ger^with<every>kind-of-character";

  private static final String GROUP = Sample.arn("ledger-auth");

  /** Places that a run always leaves something in: a search that finds nothing there is broken. */
  private static final Set<String> PLACES =
      Set.of("log", "executions", "histories", "ledger", "notices", "findings", "groups");

  private final Quoting quoting = new Quoting();
  private final CloudRun run =
      new CloudRun(Fleet.load(Path.of("src/local/fleet")), Map.of("Auth", "token"), quoting);

  @AfterEach
  void close() {
    run.close();
  }

  /** The owner has named the secret that holds the token. */
  private void nameTheSecret() {
    run.controls().authToken(GROUP, TOKEN);
    String arn =
        run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
            .secrets(Sample.HOME)
            .createSecret(
                r ->
                    r.name("ledger/auth")
                        .secretString(TOKEN)
                        .tags(
                            Tag.builder()
                                .key("elasticache-encryption")
                                .value("auth-token")
                                .build()))
            .arn();
    Sample.tag(run, GROUP, "auth-secret", arn);
  }

  /**
   * Answers requests that carry a token by errors that quote them: the token as it is, its
   * beginning, the request as it was meant and as it was sent.
   */
  private static final class Quoting implements FaultPlan {
    private static final Pattern CARRIED =
        Pattern.compile("(?:^|&)AuthToken=([^&]+)|\\\\\"password\\\\\":\\\\\"([^\\\\]+)");

    private final List<String> carriers = new CopyOnWriteArrayList<>();
    private volatile int first = Integer.MAX_VALUE;
    private volatile int last;
    private volatile int status;
    private volatile String token;

    /**
     * A refusal stays one; an outage lasts for some invocations, each with the tries of its client.
     *
     * @param nth of the requests that carry a token, counted from 1
     */
    private void from(int nth, int answer) {
      first = nth;
      last = answer < 500 ? Integer.MAX_VALUE : nth + 11;
      status = answer;
    }

    @Override
    public InjectedFault decide(CallerIdentity caller, String service, String operation) {
      return InjectedFault.NONE;
    }

    @Override
    public Optional<AwsFault> refusal(
        CallerIdentity caller, String service, String operation, String body) {
      if (!carries(service, body)) {
        return Optional.empty();
      }
      carriers.add(service + "." + operation);
      String meant = service.equals("ElastiCache") ? URLDecoder.decode(body, UTF_8) : body;
      return carriers.size() < first || carriers.size() > last
          ? Optional.empty()
          : Optional.of(
              new AwsFault(
                  status < 500 ? "InvalidParameterValue" : "InternalFailure",
                  status,
                  "The value '%s' is not valid, see '%s...'. The request was %s, sent as %s"
                      .formatted(token, token.substring(0, 20), meant, body)));
    }

    private boolean carries(String service, String body) {
      if (!Set.of("ElastiCache", "SecretsManager").contains(service)) {
        return token != null && body.contains(token);
      }
      Matcher carried = CARRIED.matcher(body);
      if (!carried.find()) {
        return false;
      }
      token =
          carried.group(1) == null ? carried.group(2) : URLDecoder.decode(carried.group(1), UTF_8);
      return true;
    }
  }

  private void replace() {
    byte[] event = Events.sample("auth-on-no-secret-refused").bytes();
    run.importing(event).send(event);
    run.toTheEnd();
  }

  /** As it is, and as JSON, URLs, HTML or XML, and base64 have it. */
  private static List<String> forms(String token) {
    String html = token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String json = StrictJson.write(List.of(token));
    byte[] bytes = token.getBytes(UTF_8);
    return List.of(
        token,
        html,
        json.substring(2, json.length() - 2),
        URLEncoder.encode(token, UTF_8),
        Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Where a token, or a good part of one, can be read. */
  private List<String> leaks(String token) {
    Map<String, List<String>> traces = run.traces();
    assertThat(traces.keySet()).containsAll(PLACES);
    List<String> found = new ArrayList<>();
    List<String> forms = new ArrayList<>(forms(token));
    forms.addAll(forms(token.substring(0, 16)));
    traces.forEach(
        (where, texts) ->
            texts.stream()
                .filter(text -> forms.stream().anyMatch(text::contains))
                .forEach(text -> found.add(where)));
    return found;
  }

  @Test
  void noTokenIsLeftWhereSomebodyCouldReadItAfterAReplacement() {
    nameTheSecret();
    replace();

    assertThat(quoting.carriers).containsExactly("ElastiCache.CreateReplicationGroup");

    RemediationCase c = run.ledger(GROUP).orElseThrow();
    assertThat(c.state()).as(c.history().toString()).isEqualTo(RemediationCase.State.DONE);
    String made = c.newGroup().orElseThrow().toString();
    assertThat(run.view().group(made).orElseThrow().authTokenEnabled()).isTrue();
    assertThat(run.calls()).contains("SecretsManager.GetSecretValue");
    assertThat(leaks(TOKEN)).isEmpty();
  }

  @Test
  void noTokenIsLeftWhereSomebodyCouldReadItAfterOneWasMadeAndSet() throws IOException {
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).send(event);
    run.toTheEnd();

    assertThat(run.view().group(Sample.ORDERS).orElseThrow().authTokenEnabled()).isTrue();
    String secret =
        run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
            .secrets(Sample.HOME)
            .getSecretValue(r -> r.secretId("elasticache-encryption/orders-cache/auth-token"))
            .secretString();
    String token = String.valueOf(StrictJson.readObject(secret).get("password"));
    assertThat(quoting.carriers)
        .containsExactly(
            "SecretsManager.CreateSecret",
            "ElastiCache.ModifyReplicationGroup",
            "ElastiCache.ModifyReplicationGroup");
    assertThat(token).hasSizeGreaterThanOrEqualTo(16);
    assertThat(leaks(token)).isEmpty();
  }

  /**
   * What the error says must have come through, or nothing is shown: a refusal is told to people,
   * an outage is what Lambda logs.
   */
  private void heard(int status) {
    Map<String, List<String>> traces = run.traces();
    List<String> places =
        status < 500
            ? List.of("histories", "ledger", "notices", "findings")
            : List.of("stack traces");
    for (String place : places) {
      boolean told = traces.get(place).stream().anyMatch(text -> text.contains("(secret)"));
      assertThat(told).as(place).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void anErrorThatQuotesTheTokenOfAReplacementIsToldWithoutIt(int status) {
    nameTheSecret();
    quoting.from(1, status);
    replace();

    assertThat(run.ledger(GROUP).orElseThrow().attribute(CaseAttribute.OUTCOME))
        .hasValue(status < 500 ? "failed" : "complete");
    assertThat(quoting.token).isEqualTo(TOKEN);
    assertThat(leaks(TOKEN)).isEmpty();
    heard(status);
  }

  @ParameterizedTest
  @CsvSource({"1, 400", "2, 400", "3, 400", "1, 500", "2, 500", "3, 500"})
  void anErrorThatQuotesATokenOfOurOwnIsToldWithoutIt(int nth, int status) {
    quoting.from(nth, status);
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).send(event);
    run.toTheEnd();

    List<String> calls =
        List.of(
            "SecretsManager.CreateSecret",
            "ElastiCache.ModifyReplicationGroup",
            "ElastiCache.ModifyReplicationGroup");
    assertThat(quoting.carriers).startsWith(calls.subList(0, nth).toArray(String[]::new));
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().attribute(CaseAttribute.OUTCOME))
        .hasValue(status < 500 ? "failed" : "complete");
    assertThat(leaks(quoting.token)).isEmpty();
    heard(status);
  }

  @Test
  void aTokenThatSomebodyWritesIntoAnAnswerIsFound() {
    nameTheSecret();
    run.gates().reject("replace", "the token is " + TOKEN);
    replace();

    assertThat(leaks(TOKEN)).contains("histories", "ledger", "notices", "findings");
  }
}
