package remediator.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import remediator.finding.Fields.Element;
import remediator.finding.Intake.NotOurs;
import remediator.finding.Intake.Unreadable;

/**
 * Reads a finding in the AWS Security Finding Format, consolidated or per standard ("Consolidation
 * impact on ASFF fields and values").
 */
final class AsffReader {
  private static final String PRODUCT =
      "arn:[a-z-]+:securityhub:[a-z0-9-]+::product/aws/securityhub";

  private final Controls controls;

  AsffReader(Set<String> controls) {
    this.controls = new Controls(controls);
  }

  /**
   * @param byHand whether a person sent it by a custom action: then a workflow status that says
   *     "somebody knows already" does not hold it back
   */
  List<Intake> read(Fields finding, boolean byHand) {
    String id = Untrusted.plain(finding.text("Id"), 512);
    String product = finding.text("ProductArn");
    if (!product.matches(PRODUCT)) {
      return List.of(
          new NotOurs(
              id, "it comes from the product " + Untrusted.quote(product) + ", not Security Hub"));
    }
    if (finding.isTrue("Sample")) {
      return List.of(new NotOurs(id, "it is a sample finding"));
    }
    Fields compliance = finding.object("Compliance");
    Optional<String> control = control(finding, compliance);
    if (control.isEmpty()) {
      return List.of(new NotOurs(id, "its control is none that this product remediates"));
    }
    String account = finding.text("AwsAccountId");
    String region = finding.text("Region");
    Judgement judgement = judge(finding, compliance, byHand);
    FindingRef reference = new FindingRef(FindingRef.Hub.CSPM, id, product, "");
    String updatedAt = Untrusted.plain(finding.text("UpdatedAt"), 64);
    return eachResource(
        id,
        finding.list("Resources"),
        r -> r.text("Id"),
        account,
        region,
        group -> judgement.of(new Finding(reference, control.get(), group, updatedAt)));
  }

  /** The consolidated id is in both shapes; findings from before 2023 have only the generator. */
  private Optional<String> control(Fields finding, Fields compliance) {
    String id = compliance.textOr("SecurityControlId", null);
    return controls.named(id != null ? id : finding.text("GeneratorId"));
  }

  private static Judgement judge(Fields finding, Fields compliance, boolean byHand) {
    String status = compliance.text("Status");
    String record = finding.text("RecordState");
    String workflow = finding.object("Workflow").text("Status");
    if (record.equals("ARCHIVED")) {
      return Judgement.over("Security Hub has archived the finding");
    }
    if (!record.equals("ACTIVE")) {
      throw new NotUnderstood(
          "RecordState is " + Untrusted.quote(record) + ", not ACTIVE or ARCHIVED");
    }
    return switch (status) {
      case "PASSED" -> Judgement.over("Security Hub reports PASSED");
      case "FAILED" -> Judgement.byWorkflow(workflow, byHand);
      case "WARNING", "NOT_AVAILABLE" ->
          Judgement.notOurs("its compliance status is " + status + ", which proves nothing");
      default ->
          throw new NotUnderstood(
              "Compliance.Status is " + Untrusted.quote(status) + ", which is unknown");
    };
  }

  /** Shared with OCSF: every resource of a finding is judged on its own. */
  static List<Intake> eachResource(
      String id,
      List<Element> resources,
      Function<Fields, String> arnOf,
      String account,
      String region,
      Function<remediator.group.GroupArn, Intake> then) {
    if (resources.isEmpty()) {
      return List.of(new Unreadable(id, "it names no resource"));
    }
    List<Intake> intakes = new ArrayList<>();
    for (Element element : resources) {
      try {
        ResourceCheck.Result result =
            ResourceCheck.check(arnOf.apply(element.fields()), account, region);
        intakes.add(
            result.group() == null ? new NotOurs(id, result.reason()) : then.apply(result.group()));
      } catch (NotUnderstood e) {
        intakes.add(new Unreadable(id, e.getMessage()));
      }
    }
    return intakes;
  }
}
