package remediator.owner;

import java.util.List;
import java.util.Optional;

/**
 * Whose a group is, and where it is seen in the AWS Management Console.
 *
 * @param account its id
 * @param accountName where a finding has told it
 * @param owner the value of the group's own tag {@code owner}, in whatever case its key is written
 * @param links none in a partition whose console has no public address
 */
public record GroupPlace(
    String account, Optional<String> accountName, Optional<String> owner, List<Link> links) {
  /**
   * One address in the console.
   *
   * @param kind group, finding, execution or dashboard
   */
  public record Link(String kind, String address) {}

  public GroupPlace {
    links = List.copyOf(links);
  }

  /** The account's name and id, or its id alone. */
  public String accountText() {
    return accountName.map(name -> name + " (" + account + ")").orElse(account);
  }
}
