package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.json.EmulatorJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policy that a live run is to be given. */
class LiveRightsTest {
  private static Stream<Map<?, ?>> statements() throws IOException {
    Object all =
        EmulatorJson.readObject(Files.readString(Path.of("src/docs/live-rights.json")))
            .get("Statement");
    return ((List<?>) all).stream().map(s -> (Map<?, ?>) s);
  }

  private static List<String> actions(Map<?, ?> statement) {
    Object action = statement.get("Action");
    return action instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(action));
  }

  /** With a role of any name the holder could make itself an administrator. */
  @Test
  void rolesAreChangedUnderNamesOfARunOnly() throws IOException {
    assertThat(statements())
        .filteredOn(
            s ->
                actions(s).stream()
                    .anyMatch(
                        a ->
                            a.equals("*")
                                || a.startsWith("sts:")
                                || (a.startsWith("iam:") && !a.matches("iam:(Get|Simulate)\\w+"))))
        .extracting(s -> String.valueOf(s.get("Resource")))
        .containsExactly(
            "arn:*:iam::*:role/lk*",
            "arn:*:iam::*:role/aws-service-role/elasticache.amazonaws.com/*");
  }

  /** Reading is told apart, for a run that makes nothing. */
  @Test
  void noActionIsAllowedTwice() throws IOException {
    List<String> changing =
        statements()
            .filter(s -> !"Ask".equals(s.get("Sid")))
            .flatMap(s -> actions(s).stream())
            .toList();

    assertThat(changing)
        .doesNotHaveDuplicates()
        .allMatch(
            a ->
                a.endsWith(":*")
                    || !changing.contains(a.substring(0, a.indexOf(':')) + ":*")
                    || a.startsWith("iam:"));
  }
}
