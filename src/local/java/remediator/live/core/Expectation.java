package remediator.live.core;

/**
 * One assumption on AWS that the product rests on.
 *
 * @param id such as {@code tls.preferred-endpoints}; stays the same when the text changes
 * @param asked what is asked of AWS
 * @param judged when it holds
 * @param source the document, record or issue that the assumption is from
 */
public record Expectation(
    String id,
    LiveStage stage,
    String asked,
    String judged,
    String source,
    EvidenceState state,
    Question question) {
  /** Asks AWS, and judges the answer. */
  @FunctionalInterface
  public interface Question {
    Verdict ask(LiveAccount aws);
  }
}
