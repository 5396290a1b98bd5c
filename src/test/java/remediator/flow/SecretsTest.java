package remediator.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.local.run.CloudRun;
import remediator.local.run.LocalCloud;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** AUTH tokens go from Secrets Manager into requests to ElastiCache, and nowhere else. */
class SecretsTest {
  /** Of all the characters that a token may have, those included that formats escape. */
  private static final String TOKEN = "Tok3n!of&the#led$ger^with<every>kind-of-character";

  private static final String GROUP = Sample.arn("ledger-auth");

  /** Places that a run always leaves something in: a search that finds nothing there is broken. */
  private static final Set<String> PLACES =
      Set.of("log", "executions", "histories", "ledger", "notices", "findings", "groups");

  private final CloudRun run = new CloudRun(Map.of("Auth", "token"));

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

  private void replace() {
    byte[] event = Events.sample("auth-on-no-secret-refused").bytes();
    run.importing(event).send(event);
    run.toTheEnd();
  }

  /** As it is, and as JSON, URLs, HTML or XML, and base64 have it. */
  private static List<String> forms(String token) {
    String html = token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String json = Json.write(List.of(token));
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

    Case c = run.ledger(GROUP).orElseThrow();
    assertThat(c.state()).as(c.history().toString()).isEqualTo(Case.State.DONE);
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
    String token = String.valueOf(Json.readObject(secret.getBytes(UTF_8)).get("password"));
    assertThat(token).hasSizeGreaterThanOrEqualTo(16);
    assertThat(leaks(token)).isEmpty();
  }

  @Test
  void aTokenThatSomebodyWritesIntoAnAnswerIsFound() {
    nameTheSecret();
    run.gates().reject("replace", "the token is " + TOKEN);
    replace();

    assertThat(leaks(TOKEN)).contains("histories", "ledger", "notices", "findings");
  }
}
