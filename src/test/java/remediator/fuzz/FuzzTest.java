package remediator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import remediator.approval.PageTarget;

/**
 * The kept inputs of every target, and seeded changes of them. {@code mvn -q -Pfuzz} looks further,
 * guided by coverage, and keeps what is new in {@code target/fuzz}.
 */
class FuzzTest {
  private static final int CHANGES = 20_000;
  private static final byte[][] WORDS =
      Stream.of(
              "\u001b[31m",
              "\u202e",
              "<script>",
              "\n",
              "\0",
              "\"",
              "{}",
              "[]",
              "null",
              "arn:aws:elasticache:us-east-1:999999999999:replicationgroup:x",
              "999999999999",
              "eu-west-1",
              "9".repeat(400),
              "\ud83d\ude00")
          .map(w -> w.getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);

  private interface Target {
    void run(byte[] data) throws Exception;
  }

  private static List<byte[]> corpus(String target) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/remediator/fuzz", target))) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    }
    assertThat(inputs).as("the kept inputs of " + target).isNotEmpty();
    return inputs;
  }

  private static void run(String name, Target target) throws IOException {
    List<byte[]> kept = corpus(name);
    kept.forEach(input -> run(target, input));
    Random random = new Random(6);
    for (int i = 0; i < CHANGES; i++) {
      run(target, changed(kept.get(random.nextInt(kept.size())), random));
    }
  }

  private static void run(Target target, byte[] input) {
    try {
      target.run(input);
    } catch (Exception | AssertionError | StackOverflowError e) {
      throw new AssertionError("the input %s: %s".formatted(HexFormat.of().formatHex(input), e), e);
    }
  }

  private static byte[] changed(byte[] input, Random random) {
    byte[] now = input;
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      int from = random.nextInt(now.length + 1);
      int to = Math.min(now.length, from + random.nextInt(1 + random.nextInt(12)));
      byte[] put =
          switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOfRange(now, from, Math.min(now.length, from + 40));
            case 2 -> WORDS[random.nextInt(WORDS.length)];
            default -> {
              byte[] any = new byte[random.nextInt(6)];
              random.nextBytes(any);
              yield any;
            }
          };
      byte[] next = new byte[from + put.length + now.length - to];
      System.arraycopy(now, 0, next, 0, from);
      System.arraycopy(put, 0, next, from, put.length);
      System.arraycopy(now, to, next, from + put.length, now.length - to);
      now = next;
    }
    return now;
  }

  @Test
  void events() throws IOException {
    run("event", EventTarget::fuzzerTestOneInput);
  }

  @Test
  void findings() throws IOException {
    run("finding", FindingTarget::fuzzerTestOneInput);
  }

  @Test
  void policies() throws IOException {
    run("policy", PolicyTarget::fuzzerTestOneInput);
  }

  @Test
  void names() throws IOException {
    run("name", NameTarget::fuzzerTestOneInput);
  }

  @Test
  void requestsOfThePage() throws IOException {
    run("page", PageTarget::fuzzerTestOneInput);
  }
}
