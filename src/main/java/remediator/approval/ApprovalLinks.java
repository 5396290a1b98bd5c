package remediator.approval;

import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupArn;

/**
 * Makes links to the page.
 *
 * @param address of the page with a slash at its end; empty where it is not deployed
 * @param key that links are sealed with; asked only where there is a page
 */
public record ApprovalLinks(Optional<String> address, LinkKey key) {
  /** A link with which one gate can be answered once. */
  public Optional<String> to(GroupArn group, String flow, String gate, Instant until) {
    return address.map(a -> a + "?t=" + new LinkToken(group, flow, gate, until).encrypt(key.get()));
  }
}
