package remediator.remediation;

import java.util.List;
import java.util.stream.Collectors;
import remediator.plan.Plan;
import remediator.plan.Plan.Blocker;

/**
 * Why a group is left alone, for the note on its finding. A note takes 512 characters: where the
 * text is longer, reasons are cut and not the remedies, since what to do is what people look for.
 */
final class RefusalNote {
  /** BatchUpdateFindings takes a note of 1 to 512 characters. */
  static final int LONGEST = 512;

  /** A reason is not cut to less than this; rather are whole reasons left out, and counted. */
  private static final int SHORTEST_REASON = 60;

  private static final String START = "Not remediated: ";

  private RefusalNote() {}

  static String of(Plan.Refused plan) {
    List<Blocker> blockers = plan.blockers();
    String whole = join(blockers);
    if (whole.length() <= LONGEST) {
      return whole;
    }
    for (int kept = blockers.size(); kept > 1; kept--) {
      String cut = cut(blockers.subList(0, kept), blockers.size() - kept);
      if (cut.length() <= LONGEST) {
        return cut;
      }
    }
    return cut(blockers.subList(0, 1), blockers.size() - 1);
  }

  private static String join(List<Blocker> blockers) {
    return START + blockers.stream().map(Blocker::toString).collect(Collectors.joining("; "));
  }

  private static String cut(List<Blocker> kept, int others) {
    String end = others == 0 ? "" : "; and " + others + " more, see the log";
    int remedies = kept.stream().mapToInt(b -> b.remedy().length() + ": ; ".length()).sum();
    int room = (LONGEST - START.length() - end.length() - remedies) / kept.size();
    return kept.stream()
            .map(b -> shorten(b.reason(), Math.max(room, SHORTEST_REASON)) + ": " + b.remedy())
            .collect(Collectors.joining("; ", START, ""))
        + end;
  }

  private static String shorten(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1).stripTrailing() + "…";
  }
}
