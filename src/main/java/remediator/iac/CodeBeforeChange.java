package remediator.iac;

import java.util.ArrayList;
import java.util.List;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.group.TransitEncryptionMode;
import remediator.iac.IacOwnership.Tool;

/**
 * Lines for the owner's code before a replacement is approved, as patches: first what keeps the
 * tool from deleting or re-making a group meanwhile, then the change that fits once the new group
 * serves. The whole resource comes when the flow has ended, of the group as it is then.
 */
public final class CodeBeforeChange {
  private final CacheGroup group;
  private final GroupSpec target;
  private final String made;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param group as it is now
   * @param target what the new one shall be
   * @param made the new group's id, as far as it is known
   */
  public CodeBeforeChange(CacheGroup group, GroupSpec target, String made) {
    this.group = group;
    this.target = target;
    this.made = made;
  }

  /** Of the tool that seems to describe the group; of the two usual ones where none is known. */
  public String patch(Tool tool) {
    switch (tool) {
      case CROSSPLANE -> crossplane();
      case ACK, CONFIG_CONNECTOR, PULUMI_OPERATOR, GITOPS, PULUMI, PLAYBOOK ->
          lines.add(
              "Your code, before you approve: keep "
                  + tool.title()
                  + " from deleting or re-making "
                  + group.arn().id()
                  + ", and afterwards point "
                  + tool.source()
                  + " at "
                  + made
                  + ".");
      case TERRAFORM, TERRAFORM_CONTROLLER -> terraform();
      case CLOUDFORMATION, TEMPLATE_TOOL -> cloudFormation();
      case UNKNOWN -> {
        terraform();
        lines.add("");
        cloudFormation();
      }
    }
    return String.join("\n", lines);
  }

  private boolean isTlsNew() {
    return group.spec().encryption().transit() == TransitEncryptionMode.NONE
        && target.encryption().transit() != TransitEncryptionMode.NONE;
  }

  private boolean isEngineNew() {
    return !target.engine().equals(group.spec().engine());
  }

  private boolean isRenamed() {
    return !made.equals(group.arn().id());
  }

  private void terraform() {
    String name = TerraformResource.name(group.arn());
    String newName = TerraformResource.name(group.arn().withId(made));
    lines.add("Terraform, before you approve (apply it, then stop pipelines that apply):");
    lines.add(" resource \"aws_elasticache_replication_group\" \"" + name + "\" {");
    lines.add("+  lifecycle {");
    lines.add("+    prevent_destroy = true");
    lines.add("+  }");
    lines.add("Terraform, once the new group serves, in one change (before that, an apply would");
    lines.add("make an empty group):");
    if (isRenamed()) {
      HclWriter hcl = new HclWriter();
      TerraformResource.takeOver(hcl, group.arn(), group.arn().withId(made));
      hcl.toString().lines().map("+"::concat).forEach(lines::add);
      lines.add("-resource \"aws_elasticache_replication_group\" \"" + name + "\" {");
      lines.add("+resource \"aws_elasticache_replication_group\" \"" + newName + "\" {");
      lines.add("-  replication_group_id = \"" + group.arn().id() + "\"");
      lines.add("+  replication_group_id = \"" + made + "\"");
    } else {
      lines.add(" resource \"aws_elasticache_replication_group\" \"" + name + "\" {");
    }
    lines.add("+  at_rest_encryption_enabled = " + target.encryption().atRest());
    if (!target.encryption().kmsKey().isEmpty()) {
      lines.add("+  kms_key_id = \"" + target.encryption().kmsKey() + "\"");
    }
    if (isTlsNew()) {
      lines.add("+  transit_encryption_enabled = true");
    }
    if (isEngineNew()) {
      lines.add("+  engine = \"" + target.engine().version().engine() + "\"");
      lines.add("+  engine_version = \"" + target.engine().version().toApiVersion() + "\"");
      lines.add("+  parameter_group_name = \"" + target.engine().parameterGroup() + "\"");
    }
  }

  private void cloudFormation() {
    String id = CloudFormationTemplate.logicalId(group.arn().id());
    lines.add("CloudFormation, before you approve (deploy it):");
    lines.add(" " + id + ":");
    lines.add("   Type: AWS::ElastiCache::ReplicationGroup");
    lines.add("+  DeletionPolicy: Retain");
    lines.add("+  UpdateReplacePolicy: Retain");
    lines.add(
        "CloudFormation, once the new group serves: import it (you get the commands then) with");
    lines.add("   Properties:");
    if (isRenamed()) {
      lines.add("-    ReplicationGroupId: " + group.arn().id());
      lines.add("+    ReplicationGroupId: " + made);
    }
    lines.add("+    AtRestEncryptionEnabled: " + target.encryption().atRest());
    if (!target.encryption().kmsKey().isEmpty()) {
      lines.add("+    KmsKeyId: " + target.encryption().kmsKey());
    }
    if (isTlsNew()) {
      lines.add("+    TransitEncryptionEnabled: true");
    }
    if (isEngineNew()) {
      lines.add("+    Engine: " + target.engine().version().engine());
      lines.add("+    EngineVersion: \"" + target.engine().version().toApiVersion() + "\"");
      lines.add("+    CacheParameterGroupName: " + target.engine().parameterGroup());
    }
  }

  private void crossplane() {
    lines.add("Crossplane, before you approve:");
    lines.add(" metadata:");
    lines.add("   annotations:");
    lines.add("+    crossplane.io/paused: \"true\"");
    lines.add(" spec:");
    lines.add("+  deletionPolicy: Orphan");
    lines.add("Crossplane, once the new group serves (then take the pause out again):");
    lines.add(" metadata:");
    lines.add("   annotations:");
    lines.add("-    crossplane.io/external-name: " + group.arn().id());
    lines.add("+    crossplane.io/external-name: " + made);
    lines.add(" spec:");
    lines.add("   forProvider:");
    lines.add("+    atRestEncryptionEnabled: " + target.encryption().atRest());
    if (!target.encryption().kmsKey().isEmpty()) {
      lines.add("+    kmsKeyId: " + target.encryption().kmsKey());
    }
    if (isTlsNew()) {
      lines.add("+    transitEncryptionEnabled: true");
    }
    if (isEngineNew()) {
      lines.add("+    engine: " + target.engine().version().engine());
      lines.add("+    engineVersion: \"" + target.engine().version().toApiVersion() + "\"");
      lines.add("+    parameterGroupName: " + target.engine().parameterGroup());
    }
  }
}
