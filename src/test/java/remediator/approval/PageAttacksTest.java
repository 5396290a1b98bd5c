package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.PageFront.Answer;

/**
 * Whatever has been tried against the page, each with the answer that it must get. All of it comes
 * to one page with one open question, which is as it was at the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAttacksTest {
  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded", "accept-language", "en");

  /** On one core of Lambda's, which this is compared with: what a request may cost. */
  private static final long MOST_MILLIS = 50;

  private static final int REQUESTS_A_SECOND = 200;
  private static final int SECONDS = 5;

  private final PageBench bench = new PageBench(Map.of());
  private String link;
  private RemediationCase before;

  /**
   * One request.
   *
   * @param query after the question mark; LINK stands for the link of the open question
   */
  record Attack(
      String name,
      int expected,
      String method,
      String path,
      String query,
      Map<String, String> headers,
      String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  void ask() {
    link = bench.atRequired().link();
    before = bench.ledger(PageBench.ORDERS);
  }

  @AfterAll
  void nothingWasDecided() {
    assertThat(bench.ledger(PageBench.ORDERS)).isEqualTo(before);
    bench.close();
  }

  static List<Attack> attacks() {
    List<Attack> all = new ArrayList<>();
    all.add(get("a root without a link", 403, "/", ""));
    all.add(get("a link that is cut off", 403, "/", "t=AAAA"));
    all.add(get("a version and no seal", 403, "/", "t=00000000."));
    all.add(get("a broken escape", 403, "/", "t=%ZZ"));
    all.add(get("a link longer than any", 403, "/", "t=" + "A".repeat(5_000)));
    all.add(get("ten thousand parameters", 403, "/", "a=1&".repeat(10_000)));
    all.add(get("the link within another parameter", 403, "/", "x=LINK"));
    all.add(get("a scanner's path", 404, "/.git/config", "t=LINK"));
    all.add(get("robots.txt", 404, "/robots.txt", ""));
    all.add(get("a path that climbs", 404, "/../../etc/passwd", "t=LINK"));
    for (String method : List.of("PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "")) {
      all.add(new Attack("method " + method, 405, method, "/", "t=LINK", FORM, ""));
    }
    all.add(get("an answer in the address", 200, "/", "t=LINK&decision=approved&name=Eve"));
    all.add(
        new Attack(
            "an answer in the address, posted",
            422,
            "POST",
            "/",
            "t=LINK&decision=approved&name=Eve",
            FORM,
            ""));
    all.add(
        new Attack(
            "an answer that is no form",
            422,
            "POST",
            "/",
            "t=LINK",
            Map.of("content-type", "application/json"),
            "{\"decision\":\"approved\",\"name\":\"Eve\"}"));
    all.add(post("no decision", 422, "name=Eve"));
    all.add(post("an unknown decision", 422, "decision=approve&name=Eve"));
    all.add(post("both decisions", 422, "decision=approved%00rejected&name=Eve"));
    all.add(post("a choice that is not offered", 422, "decision=approved&name=E&choice-auth=none"));
    for (String name :
        List.of(
            "", " ", "\u200b", "\u3164", "\u2800", "\u202eevE", "Ann\u0000", "\u2063\u2063", "…")) {
      all.add(post("a name nobody can read: " + encoded(name), 422, decidedBy(name)));
    }
    all.add(post("a body longer than any form", 413, "name=" + "A".repeat(30_000)));
    all.add(post("a body of many fields", 413, "a=1&".repeat(10_000)));
    all.add(
        new Attack(
            "a body longer than any form without a link",
            413,
            "POST",
            "/",
            "",
            FORM,
            "t=" + "A".repeat(1_000_000)));
    for (String languages :
        List.of(
            "a".repeat(100_000),
            "en,".repeat(30_000),
            "*;q=0.".repeat(20),
            "ja;q=9,,;;",
            "\u0000",
            "x-".repeat(5_000))) {
      all.add(
          new Attack(
              "a header Accept-Language of " + languages.length(),
              403,
              "GET",
              "/",
              "",
              Map.of("accept-language", languages),
              ""));
    }
    return all;
  }

  private static String decidedBy(String name) {
    return "decision=approved&name=" + encoded(name);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Attack get(String name, int expected, String path, String query) {
    return new Attack(name, expected, "GET", path, query, Map.of("accept-language", "en"), "");
  }

  private static Attack post(String name, int expected, String form) {
    return new Attack(name, expected, "POST", "/", "t=LINK", FORM, form);
  }

  private Answer send(Attack attack) {
    String query = attack.query().replace("LINK", PageBench.token(link));
    return bench
        .run
        .page()
        .request(attack.method(), attack.path(), query, attack.headers(), attack.body());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void getsItsStatusAndNothingElse(Attack attack) {
    Answer answer = send(attack);

    assertThat(answer.status()).isEqualTo(attack.expected());
    assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    assertThat(answer.body()).doesNotContain("AAAA", "Exception", " at remediator.");
    if (answer.status() < 400 || answer.status() == 422) {
      return;
    }
    assertThat(answer.body()).doesNotContain("orders-cache", "111122223333", "<form");
  }

  /** Warm, and at its best of some: whatever else the machine does is not the page's. */
  @ParameterizedTest
  @MethodSource("attacks")
  void costsLittle(Attack attack) {
    long least = LongStream.range(0, 6).map(_ -> cost(attack)).min().orElseThrow();

    assertThat(least / 1_000_000).isLessThan(MOST_MILLIS);
  }

  /**
   * Five seconds of 200 requests each, of every kind, the open question among them. What the page
   * costs is its own time on a processor, so that it does not hang on what else the machine does.
   * How many run at the same time is bounded by the template ({@code StackTest}); what comes above
   * is answered by Lambda itself, with 429.
   */
  @Test
  void aFloodOfAllOfThemCostsNoRequestMuchAndLessThanOneProcessor() {
    List<Attack> all = new ArrayList<>(attacks());
    all.add(get("the open question", 200, "/", "t=LINK"));
    all.forEach(this::cost);
    List<Long> costs =
        IntStream.range(0, REQUESTS_A_SECOND * SECONDS)
            .mapToObj(i -> cost(all.get(i % all.size())))
            .toList();

    assertThat(costs).hasSize(1_000).allMatch(nanos -> nanos < MOST_MILLIS * 1_000_000);
    assertThat(costs.stream().mapToLong(Long::longValue).sum())
        .isLessThan(Duration.ofSeconds(SECONDS).toNanos());
  }

  /** In nanoseconds of the processor; the function runs in the thread that calls it. */
  private long cost(Attack attack) {
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(send(attack).status()).isEqualTo(attack.expected());
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
  }
}
