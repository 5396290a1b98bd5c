package remediator.iac;

import java.util.Optional;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;

/**
 * Lines for the owner's code, so that the next apply does not undo what was done. Of the group as
 * it is, not as it was planned.
 *
 * @param terraform blocks and the resource
 * @param besides Terraform for what the group has none of, or empty
 * @param cloudFormation a template with the group alone, to be imported
 * @param text all of it, as the owner is told
 */
public record IacSnippets(
    IacOwnership owner, String terraform, String besides, String cloudFormation, String text) {
  /**
   * Makes them.
   *
   * @param now the group after the flow
   * @param old the group that the code describes
   * @param stack that made the old group, where one did
   */
  public static IacSnippets of(CacheGroup now, GroupArn old, Optional<String> stack) {
    IacOwnership owner = IacOwnership.of(now, stack);
    String terraform = new TerraformResource(now, old).lines();
    String besides = new HardeningSuggestions(now).lines();
    String cloudFormation = new CloudFormationTemplate(now).template();
    StringBuilder text = new StringBuilder(owner.why()).append("\n");
    if (now.spec().layout().shards().stream()
        .flatMap(s -> s.nodes().stream())
        .anyMatch(n -> !n.outpost().isEmpty())) {
      text.append("Its nodes stand on an Outpost, which neither of the two can say.\n");
    }
    if (!now.spec().engine().durability().isEmpty()) {
      text.append("Its durability is ")
          .append(now.spec().engine().durability())
          .append(": Terraform says so from provider 6.51 on; the CloudFormation lines do not.\n");
    }
    if (owner.tool() != IacOwnership.Tool.CLOUDFORMATION) {
      text.append("\nTerraform:\n").append(terraform);
      if (!besides.isEmpty()) {
        text.append("\nOptional hardening this group lacks:\n").append(besides);
      }
    }
    if (owner.tool() != IacOwnership.Tool.TERRAFORM
        && owner.tool() != IacOwnership.Tool.TERRAFORM_CONTROLLER) {
      text.append("\nCloudFormation. ").append(steps(now, old)).append(cloudFormation);
    }
    return new IacSnippets(owner, terraform, besides, cloudFormation, text.toString());
  }

  private static String steps(CacheGroup now, GroupArn old) {
    return now.arn().equals(old)
        ? "In your template the group is now:\n"
        : """
        First give %s a DeletionPolicy of Retain and deploy; then take it out of
        the template and deploy: the stack lets go of it, and the group stays. Then import the new one:
        aws cloudformation create-change-set --change-set-type IMPORT --change-set-name encrypted \\
          --stack-name STACK --template-body file://template.yaml --resources-to-import \\
          '%s'
        with this in the template:
        """
            .formatted(old.id(), CloudFormationTemplate.toImport(now));
  }
}
