package remediator.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.finding.FindingId;
import remediator.finding.FindingId.Hub;
import remediator.finding.TextSanitizer;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.securityhub.model.SecurityHubException;

/**
 * Writes notes on findings, together with workflow status NOTIFIED: a note alone leaves the finding
 * NEW, and each update is an event again, so that would go round for ever where no flow takes it.
 * RESOLVED is never written; only Security Hub says that, when its next check passes.
 *
 * <p>A note that cannot be written stops nothing: it is told as a problem, and the work goes on. It
 * is kept besides for {@link #takeRefused}, so that it is logged whatever the caller does with it.
 */
public final class FindingUpdater {
  /** Characters of a note that Security Hub takes ("BatchUpdateFindings"). */
  public static final int LONGEST = 512;

  private final AwsClients aws;
  private final Messages messages;
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  /**
   * @param messages in the language of the notes
   */
  public FindingUpdater(AwsClients aws, Messages messages) {
    this.aws = aws;
    this.messages = messages;
  }

  /** In the language of the notes. */
  public Messages messages() {
    return messages;
  }

  /**
   * What came of it.
   *
   * @param written the findings that were to carry the note, with the siblings that were found
   * @param problems sentences
   * @param refused those of them that are of one finding, by it
   */
  public record Result(
      List<FindingId> written, List<String> problems, Map<FindingId, String> refused) {
    /**
     * Why this finding's note is not as it should be: all but what is of another one of those that
     * are known.
     */
    public List<String> problemsOf(FindingId finding, Collection<FindingId> known) {
      List<String> some = new ArrayList<>(problems);
      known.stream()
          .filter(other -> !other.equals(finding))
          .map(refused::get)
          .filter(Objects::nonNull)
          .forEach(some::remove);
      return some;
    }
  }

  /**
   * Writes a note on the findings and on all their siblings: the same control is reported once a
   * standard, and in both of Security Hub's APIs.
   *
   * @param controls ids of the controls whose findings are meant
   */
  public Result write(GroupArn group, Set<String> controls, List<FindingId> known, String note) {
    Set<FindingId> all = new LinkedHashSet<>(known);
    List<String> problems = new ArrayList<>();
    AccountRegion place = AccountRegion.of(group);
    attempt(problems, () -> all.addAll(siblings(place, group, controls, known)));
    Map<FindingId, String> refusals = update(place, all, note, true, problems);
    keep(group, problems);
    return new Result(List.copyOf(all), problems, refusals);
  }

  /** Writes another note on findings that are known, and looks for no others. */
  public List<String> rewrite(GroupArn group, List<FindingId> known, String note) {
    List<String> problems = new ArrayList<>();
    update(AccountRegion.of(group), known, note, true, problems);
    keep(group, problems);
    return problems;
  }

  /**
   * Writes a note on findings that stay NEW, so that they are looked at again. Only while a flow
   * works on the group: the event that this makes meets the flow then, and goes round no further.
   */
  public List<String> remark(GroupArn group, List<FindingId> known, String note) {
    List<String> problems = new ArrayList<>();
    update(AccountRegion.of(group), known, note, false, problems);
    keep(group, problems);
    return problems;
  }

  private void keep(GroupArn group, List<String> problems) {
    problems.forEach(problem -> refused.add(group + ": " + problem));
  }

  /** Returns what has been refused since the last call: sentences. */
  public List<String> takeRefused() {
    List<String> all = new ArrayList<>();
    for (String one = refused.poll(); one != null; one = refused.poll()) {
      all.add(one);
    }
    return all;
  }

  private Map<FindingId, String> update(
      AccountRegion place,
      Iterable<FindingId> findings,
      String note,
      boolean notified,
      List<String> problems) {
    List<FindingId> cspm = of(Hub.CSPM, findings);
    List<FindingId> v2 = of(Hub.V2, findings);
    String text = TextSanitizer.plain(messages.sentence(note), LONGEST);
    Map<FindingId, String> refusals = new LinkedHashMap<>();
    if (!cspm.isEmpty()) {
      attempt(
          problems,
          () ->
              refusals.putAll(
                  new SecurityHubCspmFindings(aws.securityHub(place)).note(cspm, text, notified)));
    }
    if (!v2.isEmpty()) {
      attempt(
          problems,
          () ->
              refusals.putAll(
                  new SecurityHubV2Findings(aws.securityHub(place)).note(v2, text, notified)));
    }
    problems.addAll(refusals.values());
    return refusals;
  }

  private Set<FindingId> siblings(
      AccountRegion place, GroupArn group, Set<String> controls, List<FindingId> known) {
    Set<FindingId> found = new LinkedHashSet<>();
    if (!of(Hub.CSPM, known).isEmpty()) {
      found.addAll(new SecurityHubCspmFindings(aws.securityHub(place)).find(group, controls));
    }
    if (!of(Hub.V2, known).isEmpty()) {
      found.addAll(new SecurityHubV2Findings(aws.securityHub(place)).find(group, controls));
    }
    return found;
  }

  private static List<FindingId> of(Hub hub, Iterable<FindingId> all) {
    List<FindingId> some = new ArrayList<>();
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
