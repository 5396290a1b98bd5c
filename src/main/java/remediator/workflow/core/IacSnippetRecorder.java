package remediator.workflow.core;

import java.util.Optional;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.TransitEncryptionMode;
import remediator.iac.IacSnippets;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;

/** The lines for the owner's code, of the group that serves in the end. */
public final class IacSnippetRecorder {
  private IacSnippetRecorder() {}

  /**
   * Notes what they will be once TLS is required, where nothing is changed after that.
   *
   * @param group as it is right before it is asked for
   */
  public static void foresee(StepContext context, CacheGroup group) {
    if (context.policyIs(PolicySetting.AUTH, "none")) {
      String text = of(context, group.with(TransitEncryptionMode.REQUIRED));
      context.change(c -> c.with(CaseAttribute.IAC_SNIPPETS_AT_REQUIRED, text));
    }
  }

  /** Notes them, of a flow that is complete; whether there is such a group. */
  public static boolean note(StepContext context) {
    Optional<String> then = context.now().attribute(CaseAttribute.IAC_SNIPPETS_AT_REQUIRED);
    Optional<String> text = then.isPresent() ? then : read(context);
    text.ifPresent(
        t ->
            context.change(
                c ->
                    c.without(CaseAttribute.IAC_SNIPPETS_AT_REQUIRED)
                        .with(CaseAttribute.IAC_SNIPPETS, t)));
    return text.isPresent();
  }

  private static Optional<String> read(StepContext context) {
    GroupArn serving = context.now().newGroup().orElse(context.group());
    return context.read(serving).or(() -> context.read(context.group())).map(g -> of(context, g));
  }

  private static String of(StepContext context, CacheGroup group) {
    return IacSnippets.of(
            group, context.group(), context.now().attribute(CaseAttribute.CLOUDFORMATION_STACK))
        .text();
  }
}
