package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.services.SnsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.json.StrictJson;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;

/**
 * What people are sent where the stack is to speak Japanese, of every sample event through all its
 * gates: each line is Japanese, but for commands, addresses, names and lines of code.
 */
class JapaneseMessagesTest {
  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}。、]");

  /** Three English words that are no names: nothing but a sentence has them. */
  private static final Pattern ENGLISH =
      Pattern.compile("(?<![-\\w./:=\"'])[a-z]{2,},? [a-z]{1,},? [a-z]{2,}(?![-\\w./:=])");

  /** What stays as it is within a line: what a server answers, and commands. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "NOREPLICAS Not enough good replicas to write\\.|aws( [a-z0-9-]+){2}( --?[^ ]+( [^ -][^"
              + " ]*)?)*|\"[^\"]*\"|arn:[^ ]+|https://[^ ]+");

  /** Lines that are commands, addresses or code. */
  private static final Pattern VERBATIM =
      Pattern.compile(
          "(TOKEN=|aws |  --|  && |https://|arn:|[-+ ] {2,}|[-+@#}{ ]|resource|Resources:|import"
              + " |removed |moved |data"
              + " ).*|[A-Za-z]+:|elasticache-encryption-remediator|AWSTemplateFormatVersion:"
              + " .*|.*[={\\[(,]|[\\]})]+,?|- [-A-Za-z ]+: .*[({:=$\\[].*");

  static Stream<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyLineIsJapanese(Path event) throws IOException {
    List<String> english = new ArrayList<>();
    for (String rejected : List.of("", "required", "replace", "cut-over", "retire")) {
      english.addAll(left(event, rejected));
    }
    assertThat(english).isEmpty();
  }

  private static List<String> left(Path event, String rejected) throws IOException {
    List<String> english = new ArrayList<>();
    try (CloudRun run = new CloudRun(Map.of("Chat", "yes", "Language", "ja"))) {
      if (!rejected.isEmpty()) {
        run.gates().reject(rejected, "\"not now\"");
      }
      byte[] bytes = Files.readAllBytes(event);
      run.importing(bytes).send(bytes);
      run.toTheEnd();
      for (SnsService.Message message : run.messages()) {
        read(message, english);
      }
      for (Map<String, Object> f :
          run.securityHub().findings(LocalCloud.ACCOUNT, LocalCloud.REGION)) {
        if (f.get("Note") instanceof Map<?, ?> note) {
          check("note", String.valueOf(note.get("Text")), english);
        }
      }
    }
    return english;
  }

  private static void read(SnsService.Message message, List<String> english) {
    if (message.subject() == null) {
      Map<?, ?> content = (Map<?, ?>) StrictJson.readObject(message.message()).get("content");
      check("chat", content.get("title") + "\n" + content.get("description"), english);
      if (content.get("nextSteps") instanceof List<?> next) {
        next.forEach(n -> check("chat", String.valueOf(n), english));
      }
    } else {
      check("subject", message.subject(), english);
      check("mail", message.message(), english);
    }
  }

  private static void check(String where, String text, List<String> english) {
    for (String line : MailText.unwrapped(text).lines().toList()) {
      String bare = QUOTED.matcher(line).replaceAll("…");
      boolean japanese = JAPANESE.matcher(line).find();
      if (ENGLISH.matcher(bare).find() && (japanese || !VERBATIM.matcher(line).matches())) {
        english.add(where + ": " + line);
      } else if (!japanese && !line.isBlank() && !VERBATIM.matcher(line).matches()) {
        english.add(where + " without Japanese: " + line);
      }
    }
  }
}
