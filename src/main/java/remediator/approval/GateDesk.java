package remediator.approval;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.ApprovalRequest;
import remediator.notification.GateDecision;
import remediator.notification.Messages;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Shows a question and takes its answer, by the same rules on the page and in the console. Looking
 * changes nothing, however often; only a form that was sent decides, once.
 */
final class GateDesk {
  private final boolean exact;
  private final Ledger ledger;
  private final GateAnswerService answers;
  private final InstantSource clock;

  /**
   * @param exact whether a question counts only with the very end that the ledger has: where what
   *     was asked comes from a caller, who can write any other
   */
  GateDesk(Ledger ledger, SfnClient flows, InstantSource clock, boolean exact) {
    this.exact = exact;
    this.ledger = ledger;
    this.answers = new GateAnswerService(ledger, flows);
    this.clock = clock;
  }

  /** What there is to show. */
  sealed interface View {}

  /**
   * The question, with its form.
   *
   * @param violations sentences on what was sent and does not count; empty at first
   */
  record Form(ApprovalRequest plan, List<String> violations) implements View {}

  /**
   * There is no form, and why.
   *
   * @param answer how the question was answered, as a sentence; empty where nobody did
   */
  record Closed(Reason reason, RemediationCase remediation, Optional<String> answer)
      implements View {
    String title(Messages messages) {
      return messages.format("page.problem." + kind());
    }

    /**
     * @param until the end that the person was told
     */
    String text(Messages messages, String until) {
      return switch (kind()) {
        case "used" ->
            messages.format(
                reason == Reason.LATE ? "page.problem.late.text" : "page.problem.used.text",
                messages.sentence(answer.orElse("")));
        case "expired" -> messages.format("page.problem.expired.text", messages.time(until));
        default -> messages.format("page.problem.over.text");
      };
    }

    private String kind() {
      if (reason == Reason.LATE || answer.isPresent()) {
        return "used";
      }
      return reason == Reason.EXPIRED ? "expired" : "over";
    }
  }

  /** Why a question has no form. */
  enum Reason {
    /** The end that the person was told is past. */
    EXPIRED,
    /** The flow has gone on, or ended. */
    OVER,
    /** An answer was sent, and another was there before. */
    LATE
  }

  /** The answer counts. */
  record Accepted(RemediationCase remediation, DecisionForm form) implements View {
    String title(Messages messages) {
      return messages.format("page.done." + form.decision().word());
    }

    String text(Messages messages) {
      String who = RecordedDecision.of(remediation).map(RecordedDecision::who).orElse(form.name());
      return messages.format("page.done.text", messages.sentence(who));
    }

    /** The look of the message. */
    String kind() {
      return form.decision() == GateDecision.APPROVED ? "good" : "warn";
    }
  }

  /** An earlier answer that the flow had not been told of; it has now. */
  record PassedOn(RemediationCase remediation, String answer) implements View {
    String text(Messages messages) {
      return messages.format("page.done.passedOn.text", messages.sentence(answer));
    }
  }

  /**
   * The question is open, and the flow has not gone on with an answer; its form can be sent again.
   *
   * @param failed whether an answer could not be handed over just now
   * @param answer the recorded one, as a sentence; empty where none is
   */
  record Waiting(
      RemediationCase remediation, ApprovalRequest plan, boolean failed, Optional<String> answer)
      implements View {
    String title(Messages messages) {
      return messages.format(failed ? "page.problem.busy" : "page.problem.used");
    }

    String text(Messages messages) {
      return answer
          .map(a -> messages.format("page.problem.waiting.text", messages.sentence(a)))
          .orElseGet(() -> messages.format("page.problem.busy.text"));
    }
  }

  /** There is no such case, or no such question. */
  record Unknown() implements View {}

  /** What is shown to who opens the question. */
  View look(LinkToken question) {
    return view(question, Optional.empty());
  }

  /**
   * What is shown to who sends the form.
   *
   * @param way which way it came, as {@link RecordedDecision} has it
   */
  View answer(LinkToken question, FormValues sent, String way, Messages messages) {
    return view(question, Optional.of(new Sent(sent, way, messages)));
  }

  private record Sent(FormValues values, String way, Messages messages) {}

  private View view(LinkToken question, Optional<Sent> sent) {
    Optional<RemediationCase> found = ledger.find(question.group());
    if (found.isEmpty()) {
      return new Unknown();
    }
    RemediationCase c = found.get();
    if (!clock.instant().isBefore(question.until())) {
      return closed(Reason.EXPIRED, c, question);
    }
    if (!GateAnswerService.open(c, question)) {
      return closed(Reason.OVER, c, question);
    }
    if (exact && !Instant.parse(c.require(CaseAttribute.GATE_UNTIL)).equals(question.until())) {
      return new Unknown();
    }
    ApprovalRequest plan = c.require(CaseAttribute.GATE_PLAN, ApprovalRequest.class);
    if (sent.isPresent()) {
      return decide(question, c, plan, sent.get());
    }
    return RecordedDecision.of(c).isPresent()
        ? waiting(false, c, plan, question)
        : new Form(plan, List.of());
  }

  private View decide(LinkToken question, RemediationCase c, ApprovalRequest plan, Sent sent) {
    DecisionForm form = DecisionForm.read(sent.values(), plan, sent.messages());
    if (!form.violations().isEmpty()) {
      return new Form(plan, form.violations());
    }
    String at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    GateAnswerService.Outcome outcome = answers.take(c, question, form, sent.way(), at);
    RemediationCase after = ledger.find(question.group()).orElse(c);
    return switch (outcome) {
      case TAKEN -> new Accepted(after, form);
      case PASSED_ON -> new PassedOn(after, DecisionHistory.how(after, question).orElse(""));
      case ANSWERED -> closed(Reason.LATE, after, question);
      case OVER -> closed(Reason.OVER, after, question);
      case BUSY -> waiting(true, after, plan, question);
    };
  }

  private static Waiting waiting(
      boolean failed, RemediationCase c, ApprovalRequest plan, LinkToken question) {
    return new Waiting(c, plan, failed, DecisionHistory.how(c, question));
  }

  private static Closed closed(Reason reason, RemediationCase c, LinkToken question) {
    return new Closed(reason, c, DecisionHistory.how(c, question));
  }
}
