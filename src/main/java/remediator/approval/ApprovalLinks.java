package remediator.approval;

import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.notification.Gate;
import remediator.plan.Policy;

/**
 * Makes links to the page.
 *
 * @param address of the page with a slash at its end; empty where it is not deployed
 * @param key that links are sealed with; asked only where there is a page
 * @param deletions whether deletions are answered on the page too
 */
public record ApprovalLinks(Optional<String> address, LinkKey key, boolean deletions) {
  /** A link with which one gate can be answered once; empty where the page does not take it. */
  public Optional<String> to(GroupArn group, String flow, Gate gate, Instant until, Policy policy) {
    return address
        .filter(_ -> deletions || !gate.isDeletion(policy))
        .map(a -> a + "?t=" + new LinkToken(group, flow, gate.key(), until).encrypt(key.current()));
  }
}
