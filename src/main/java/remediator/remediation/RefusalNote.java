package remediator.remediation;

import java.util.List;
import remediator.notification.Messages;
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

  private final Messages messages;

  private RefusalNote(Messages messages) {
    this.messages = messages;
  }

  /**
   * Writes it.
   *
   * @param messages in the language of notes: what is cut must be in it already
   */
  static String of(Plan.Refused plan, Messages messages) {
    List<Blocker> blockers =
        plan.blockers().stream()
            .map(
                b ->
                    new Blocker(
                        messages.sentence(b.reason()), messages.sentence(b.remedy()), false))
            .toList();
    return new RefusalNote(messages).fitting(blockers);
  }

  private String fitting(List<Blocker> blockers) {
    String whole = join(blockers, 0);
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

  private String join(List<Blocker> blockers, int others) {
    String all =
        blockers.stream()
            .map(b -> messages.format("note.reason", b.reason(), b.remedy()))
            .reduce((one, other) -> messages.format("note.next", one, other))
            .orElseThrow();
    return messages.format(
        "note.refused", others == 0 ? all : messages.format("note.more", all, others));
  }

  private String cut(List<Blocker> kept, int others) {
    List<Blocker> bare = kept.stream().map(b -> new Blocker("", b.remedy(), false)).toList();
    int room = (LONGEST - join(bare, others).length()) / kept.size();
    List<Blocker> cut =
        kept.stream()
            .map(
                b ->
                    new Blocker(
                        shorten(b.reason(), Math.max(room, SHORTEST_REASON)), b.remedy(), false))
            .toList();
    return join(cut, others);
  }

  private static String shorten(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1).stripTrailing() + "…";
  }
}
