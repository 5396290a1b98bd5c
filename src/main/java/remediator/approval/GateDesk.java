package remediator.approval;

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
  private final Ledger ledger;
  private final GateAnswerService answers;
  private final InstantSource clock;

  GateDesk(Ledger ledger, SfnClient flows, InstantSource clock) {
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
                answer.orElse(""));
        case "expired" -> messages.format("page.problem.expired.text", messages.time(until));
        default -> messages.format("page.problem.over.text");
      };
    }

    private String kind() {
      if (reason == Reason.EXPIRED) {
        return "expired";
      }
      return reason != Reason.OVER || answer.isPresent() ? "used" : "over";
    }
  }

  /** Why a question has no form. */
  enum Reason {
    /** The end that the person was told is past. */
    EXPIRED,
    /** The flow has gone on, or ended. */
    OVER,
    /** It has an answer, and the flow is about to go on. */
    USED,
    /** An answer was sent, and another was there before. */
    LATE
  }

  /** The answer counts. */
  record Accepted(RemediationCase remediation, DecisionForm form) implements View {
    String title(Messages messages) {
      return messages.format("page.done." + form.decision().word());
    }

    String text(Messages messages) {
      return messages.format(
          "page.done.text",
          RecordedDecision.of(remediation).map(RecordedDecision::who).orElse(form.name()));
    }

    /** The look of the message. */
    String kind() {
      return form.decision() == GateDecision.APPROVED ? "good" : "warn";
    }
  }

  /** The answer could not be handed over; it can be tried again. */
  record Busy() implements View {}

  /** There is no such case. */
  record Unknown() implements View {}

  /** What is shown to who opens the question. */
  View look(LinkToken question) {
    return view(question, false, Optional.empty());
  }

  /**
   * What is shown to who sends the form.
   *
   * @param way which way it came, as {@link RecordedDecision} has it
   */
  View answer(LinkToken question, FormValues sent, String way, Messages messages) {
    return view(question, true, Optional.of(new Sent(sent, way, messages)));
  }

  private record Sent(FormValues values, String way, Messages messages) {}

  private View view(LinkToken question, boolean answering, Optional<Sent> sent) {
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
    if (!answering && RecordedDecision.of(c).isPresent()) {
      return closed(Reason.USED, c, question);
    }
    ApprovalRequest plan = c.require(CaseAttribute.GATE_PLAN, ApprovalRequest.class);
    return sent.map(s -> decide(question, c, plan, s)).orElse(new Form(plan, List.of()));
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
      case ANSWERED -> closed(Reason.LATE, after, question);
      case OVER -> closed(Reason.OVER, after, question);
      case BUSY -> new Busy();
    };
  }

  private static Closed closed(Reason reason, RemediationCase c, LinkToken question) {
    return new Closed(reason, c, DecisionHistory.how(c, question));
  }
}
