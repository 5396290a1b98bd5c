package remediator.iac;

import remediator.group.CacheGroup;
import remediator.group.GroupSpec;

/**
 * What a careful set-up has besides the group, and this one has not: a key of one's own, a subnet
 * group, a security group, a token. None of it is needed to meet the controls.
 */
final class HardeningSuggestions {
  private final CacheGroup group;
  private final String name;
  private final HclWriter hcl = new HclWriter();

  HardeningSuggestions(CacheGroup group) {
    this.group = group;
    this.name = TerraformResource.name(group.arn());
  }

  /** Empty where nothing is missing. */
  String lines() {
    GroupSpec s = group.spec();
    if (s.encryption().kmsKey().isEmpty()) {
      hcl.comment("A key of your own can be chosen only when a group is made: changing kms_key_id")
          .comment("replaces the group by an EMPTY one. So it is for the next replacement.")
          .open("resource \"aws_kms_key\" \"%s\"".formatted(name))
          .text("description", "ElastiCache at rest: " + group.arn().id())
          .plain("enable_key_rotation", true)
          .plain("deletion_window_in_days", 30)
          .close();
    }
    if (s.network().subnetGroup().equals("default")) {
      hcl.comment("The subnet group is the default one; it is fixed for a group's life.")
          .open("resource \"aws_elasticache_subnet_group\" \"%s\"".formatted(name))
          .text("name", group.arn().id())
          .plain("subnet_ids", "var.private_subnet_ids")
          .close();
    }
    if (s.network().securityGroups().isEmpty()) {
      hcl.comment("No security group is named. Add it to security_group_ids; that is in place.")
          .open("resource \"aws_security_group\" \"%s\"".formatted(name))
          .text("name", group.arn().id())
          .plain("vpc_id", "var.vpc_id")
          .open("ingress")
          .plain("from_port", s.network().port())
          .plain("to_port", s.network().port())
          .text("protocol", "tcp")
          .plain("security_groups", "var.client_security_group_ids")
          .close()
          .close();
    }
    if (!s.access().authToken() && s.access().userGroups().isEmpty()) {
      hcl.comment("No token and no users: whoever reaches the port may do everything. With TLS")
          .comment("required: auth_token = random_password.%s.result".formatted(name))
          .comment(
              "and auth_token_update_strategy = \"ROTATE\" first, \"SET\" when clients have it.")
          .open("resource \"random_password\" \"%s\"".formatted(name))
          .plain("length", 32)
          .plain("special", false)
          .close();
    }
    return hcl.toString();
  }
}
