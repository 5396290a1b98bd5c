package remediator.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.group.RelatedResources;
import remediator.iac.IacOwnership.Tool;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Control;
import remediator.plan.Groups;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;

/** Who seems to keep a group in line, by the tags that tools and their users set. */
class IacOwnershipTest {
  @ParameterizedTest
  @CsvSource({
    "crossplane-kind, replicationgroup.elasticache.aws.upbound.io, CROSSPLANE",
    "crossplane-name, orders, CROSSPLANE",
    "crossplane.io/claim-name, orders, CROSSPLANE",
    "ManagedBy, Crossplane, CROSSPLANE",
    "services.k8s.aws/controller-version, elasticache-v0.2.2, ACK",
    "services.k8s.aws/namespace, shop, ACK",
    "managed-by, ack-elasticache-controller, ACK",
    "managed-by-cnrm, true, CONFIG_CONNECTOR",
    "provisioned_by, config-connector, CONFIG_CONNECTOR",
    "ManagedBy, pulumi-kubernetes-operator, PULUMI_OPERATOR",
    "auto.pulumi.com/stack, dev, PULUMI_OPERATOR",
    "argocd.argoproj.io/instance, shop, GITOPS",
    "kustomize.toolkit.fluxcd.io/name, shop, GITOPS",
    "managed-by, tofu-controller, TERRAFORM_CONTROLLER",
    "ManagedBy, Terraform, TERRAFORM",
    "terraform, true, TERRAFORM",
    "Repository, github.com/shop/terraform-live, TERRAFORM",
    "provisioner, OpenTofu, TERRAFORM",
    "iac, terragrunt, TERRAFORM",
    "created-by, atlantis, TERRAFORM",
    "pulumi:project, shop, PULUMI",
    "ManagedBy, Pulumi, PULUMI",
    "managed-by, AWS CDK, TEMPLATE_TOOL",
    "aws-cdk:owner, shop, TEMPLATE_TOOL",
    "deployed-by, SAM, TEMPLATE_TOOL",
    "managed_by, ansible, PLAYBOOK",
    "aws:cloudformation:stack-name, shop, CLOUDFORMATION",
    // Words that only look like one of them.
    "team, crossplane-migration, UNKNOWN",
    "ManagedBy, backend team, UNKNOWN",
    "created-by, samuel, UNKNOWN",
    "owner, stackable, UNKNOWN",
    "created-by, influx, UNKNOWN"
  })
  void isToldByTags(String key, String value, Tool tool) {
    assertThat(IacOwnership.of(Groups.group().tag(key, value).build()).tool()).isEqualTo(tool);
  }

  @ParameterizedTest
  @CsvSource({
    "crossplane-kind, x, REFUSED",
    "services.k8s.aws/namespace, x, REFUSED",
    "managed-by-cnrm, true, REFUSED",
    "ManagedBy, Terraform, ONLINE_TLS",
    "ManagedBy, Pulumi, ONLINE_TLS"
  })
  void whoUndoesByItselfIsRefusedAndWhoComplainsIsWarnedOf(
      String key, String value, Plan.Decision decision) {
    Groups group = Groups.group().tag(key, value);
    assertThat(plan(group, "refuse").decision()).isEqualTo(decision);
    assertThat(plan(group, "allow").decision()).isEqualTo(Plan.Decision.ONLINE_TLS);
    assertThat(Planner.cautions(new Plan.OnlineTls(), group.build()))
        .singleElement()
        .asString()
        .contains(key + "=" + value, "change the");
  }

  private static Plan plan(Groups group, String owned) {
    return Planner.plan(
        group.build(),
        Control.of("ElastiCache.5"),
        Policy.of(Map.of("POLICY_CONTROLLER_OWNED", owned), Map.of()),
        new AvailableEngineVersions(List.of()),
        RelatedResources.UNSEEN);
  }

  @Test
  void theNewGroupDoesNotCarryWhatMakesItAControllersOwn() {
    Map<String, String> tags = new TreeMap<>();
    tags.put("crossplane-name", "orders");
    tags.put("services.k8s.aws/namespace", "shop");
    tags.put("ManagedBy", "Terraform");
    Groups group = Groups.group().atRest(false);
    tags.forEach(group::tag);

    assertThat(Planner.targetSpec(group.build(), Policy.of(Map.of(), Map.of())).tags())
        .isEqualTo(Map.of("ManagedBy", "Terraform"));
  }
}
