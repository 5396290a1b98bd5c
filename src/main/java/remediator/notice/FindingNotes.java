package remediator.notice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import remediator.aws.Aws;
import remediator.aws.AwsErrorText;
import remediator.aws.Place;
import remediator.finding.FindingRef;
import remediator.finding.FindingRef.Hub;
import remediator.finding.Untrusted;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.securityhub.model.SecurityHubException;

/**
 * Writes notes on findings, always together with workflow status NOTIFIED: a note alone would leave
 * the finding NEW, and each update is an event again, so that would go round for ever. RESOLVED is
 * never written; only Security Hub says that, when its next check passes.
 *
 * <p>A note that cannot be written stops nothing: it is told as a problem, and the work goes on.
 */
public final class FindingNotes {
  /** BatchUpdateFindings takes a note of 1 to 512 characters. */
  private static final int LONGEST = 512;

  private final Aws aws;

  public FindingNotes(Aws aws) {
    this.aws = aws;
  }

  /**
   * What came of it.
   *
   * @param written the findings that carry the note, with the siblings that were found
   * @param problems sentences
   */
  public record Result(List<FindingRef> written, List<String> problems) {}

  /**
   * Writes a note on the findings and on all their siblings: the same control is reported once a
   * standard, and in both of Security Hub's APIs.
   *
   * @param controls ids of the controls whose findings are meant
   */
  public Result write(GroupArn group, Set<String> controls, List<FindingRef> known, String note) {
    Set<FindingRef> all = new LinkedHashSet<>(known);
    List<String> problems = new ArrayList<>();
    Place place = Place.of(group);
    attempt(problems, () -> all.addAll(siblings(place, group, controls, known)));
    update(place, all, note, problems);
    return new Result(List.copyOf(all), problems);
  }

  /** Writes another note on findings that are known, and looks for no others. */
  public List<String> rewrite(GroupArn group, List<FindingRef> known, String note) {
    List<String> problems = new ArrayList<>();
    update(Place.of(group), known, note, problems);
    return problems;
  }

  private void update(
      Place place, Iterable<FindingRef> findings, String note, List<String> problems) {
    List<FindingRef> cspm = of(Hub.CSPM, findings);
    List<FindingRef> v2 = of(Hub.V2, findings);
    String text = Untrusted.plain(note, LONGEST);
    if (!cspm.isEmpty()) {
      attempt(
          problems, () -> problems.addAll(new CspmHub(aws.securityHub(place)).notify(cspm, text)));
    }
    if (!v2.isEmpty()) {
      attempt(problems, () -> problems.addAll(new V2Hub(aws.securityHub(place)).notify(v2, text)));
    }
  }

  private Set<FindingRef> siblings(
      Place place, GroupArn group, Set<String> controls, List<FindingRef> known) {
    Set<FindingRef> found = new LinkedHashSet<>();
    if (!of(Hub.CSPM, known).isEmpty()) {
      found.addAll(new CspmHub(aws.securityHub(place)).find(group, controls));
    }
    if (!of(Hub.V2, known).isEmpty()) {
      found.addAll(new V2Hub(aws.securityHub(place)).find(group, controls));
    }
    return found;
  }

  private static List<FindingRef> of(Hub hub, Iterable<FindingRef> all) {
    List<FindingRef> some = new ArrayList<>();
    all.forEach(
        r -> {
          if (r.hub() == hub) {
            some.add(r);
          }
        });
    return some;
  }

  private static void attempt(List<String> problems, Runnable work) {
    try {
      work.run();
    } catch (SecurityHubException e) {
      problems.add("Security Hub: " + AwsErrorText.of(e));
    }
  }
}
