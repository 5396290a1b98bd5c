package remediator.console;

import java.util.Locale;
import java.util.Map;
import remediator.finding.TextSanitizer;
import remediator.ledger.CaseSummary;

/**
 * Which groups are shown.
 *
 * @param state a state of a case, {@link #GATE}, or empty for all
 * @param account the beginning of an account's id
 * @param text a part of the group's ARN, its decision, step or gate; in any case
 * @param page counted from 1
 */
record FleetFilter(String state, String account, String text, int page) {
  /** Groups whose question is open. */
  static final String GATE = "GATE";

  private static final int LONGEST = 200;
  private static final int LAST_PAGE = 10_000;

  static FleetFilter of(WidgetCall call) {
    String page = call.parameter("page");
    return new FleetFilter(
        call.field("state"),
        TextSanitizer.plain(call.field("account"), LONGEST),
        TextSanitizer.plain(call.field("text"), LONGEST),
        page.matches("[0-9]{1,5}") ? Math.clamp(Integer.parseInt(page), 1, LAST_PAGE) : 1);
  }

  boolean accepts(CaseSummary summary) {
    return (state.isEmpty()
            || (state.equals(GATE)
                ? summary.openGate().isPresent()
                : summary.state().name().equals(state)))
        && summary.group().account().startsWith(account)
        && searched(summary).contains(text.toLowerCase(Locale.ROOT));
  }

  private static String searched(CaseSummary summary) {
    return String.join(
            " ",
            summary.group().toString(),
            summary.decision().name(),
            summary.attributes().values().toString(),
            summary.controls().toString())
        .toLowerCase(Locale.ROOT);
  }

  /** What a button passes on so that the same groups are shown again. */
  Map<String, Object> parameters(int otherPage) {
    return Map.of("state", state, "account", account, "text", text, "page", otherPage);
  }
}
