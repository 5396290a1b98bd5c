package remediator.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Asks Security Hub for findings that are FAILED and NEW, for which no event has come or will, and
 * puts them in the queue that events come by: all of a group in one message. It keeps no mark: what
 * is taken in is NEW no longer, so a sweep that had no time for all is gone on with by another.
 */
public final class FindingSweep {
  /** In one message; SQS takes a MiB, and a finding is a kilobyte here. */
  private static final int MOST_FINDINGS = 100;

  private final AwsClients aws;
  private final IncomingQueue queue;
  private final BooleanSupplier hasTime;

  /**
   * @param queue that the function takes its events from
   * @param hasTime asked before each call
   */
  public FindingSweep(AwsClients aws, IncomingQueue queue, BooleanSupplier hasTime) {
    this.aws = aws;
    this.queue = queue;
    this.hasTime = hasTime;
  }

  /** Where findings are asked for. */
  public enum Format {
    CSPM("Security Hub Findings - Imported"),
    V2("Findings Imported V2");

    private final String detailType;

    Format(String detailType) {
      this.detailType = detailType;
    }
  }

  /**
   * What came of it.
   *
   * @param findings that were sent
   * @param messages that they were sent in
   * @param complete whether everything was asked for and sent
   * @param problems sentences on what could not be asked for or sent
   */
  public record Result(int findings, int messages, boolean complete, List<String> problems) {}

  /**
   * Sweeps once.
   *
   * @param formats those that the deployment listens to
   * @param controls ids
   * @throws AwsServiceException where Security Hub refuses all formats
   */
  public Result run(Set<Format> formats, Set<String> controls) {
    List<String> events = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<AwsServiceException> refused = new ArrayList<>();
    boolean complete = true;
    int findings = 0;
    for (Format format : formats) {
      OpenFindings open = new OpenFindings(hasTime);
      try {
        complete &=
            format == Format.CSPM
                ? open.readCspm(aws.securityHub(aws.home()), controls)
                : open.readV2(aws.securityHub(aws.home()), controls);
      } catch (AwsServiceException e) {
        if (!AwsErrorText.isDefiniteRefusal(e)) {
          throw e;
        }
        // Both are listened to by default, and an account need not have both.
        refused.add(e);
        problems.add(format + " was not asked: " + AwsErrorText.of(e));
      }
      findings += open.found().size();
      messages(open).forEach(some -> events.add(IncomingQueue.event(format.detailType, some)));
    }
    if (refused.size() == formats.size()) {
      throw refused.getFirst();
    }
    int sent = queue.send(events, hasTime, problems);
    return new Result(findings, sent, complete && sent == events.size(), problems);
  }

  /** By their resource: what both controls ask of a group is one plan. */
  private static Stream<List<Map<String, Object>>> messages(OpenFindings open) {
    Map<String, List<Map<String, Object>>> byResource = new LinkedHashMap<>();
    open.found()
        .forEach(
            f -> byResource.computeIfAbsent(f.resource(), _ -> new ArrayList<>()).add(f.members()));
    return byResource.values().stream()
        .flatMap(
            all ->
                Stream.iterate(0, i -> i < all.size(), i -> i + MOST_FINDINGS)
                    .map(i -> all.subList(i, Math.min(all.size(), i + MOST_FINDINGS))));
  }
}
