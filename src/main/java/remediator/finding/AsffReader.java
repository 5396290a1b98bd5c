package remediator.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import remediator.finding.EventFields.Element;
import remediator.finding.FindingResult.Ignored;
import remediator.finding.FindingResult.Malformed;
import remediator.finding.FindingResult.UnknownResource;

/**
 * Reads a finding in the AWS Security Finding Format, consolidated or per standard ("Consolidation
 * impact on ASFF fields and values").
 */
final class AsffReader {
  private static final String PRODUCT =
      "arn:[a-z-]+:securityhub:[a-z0-9-]+::product/aws/securityhub";

  private final ControlIdParser controls;

  AsffReader(Set<String> controls) {
    this.controls = new ControlIdParser(controls);
  }

  /**
   * @param manual whether a person sent it by a custom action: then a workflow status that says
   *     "somebody knows already" does not hold it back
   */
  List<FindingResult> read(EventFields finding, boolean manual) {
    String id = TextSanitizer.plain(finding.text("Id"), 512);
    String product = finding.text("ProductArn");
    if (!product.matches(PRODUCT)) {
      return List.of(
          new Ignored(
              id,
              "it comes from the product " + TextSanitizer.quote(product) + ", not Security Hub"));
    }
    if (finding.isTrue("Sample")) {
      return List.of(new Ignored(id, "it is a sample finding"));
    }
    EventFields compliance = finding.object("Compliance");
    Optional<String> control = control(finding, compliance);
    if (control.isEmpty()) {
      return List.of(new Ignored(id, "this product does not remediate its control"));
    }
    String account = finding.text("AwsAccountId");
    String name = name(finding, "AwsAccountName");
    String region = finding.text("Region");
    FindingStatus judgement = judge(finding, compliance, manual);
    FindingId reference = new FindingId(FindingId.Hub.CSPM, id, product, "");
    String updatedAt = TextSanitizer.plain(finding.text("UpdatedAt"), 64);
    return eachResource(
        id,
        finding.list("Resources"),
        r -> r.text("Id"),
        account,
        region,
        group -> judgement.of(new Finding(reference, control.get(), group, name, updatedAt)),
        judgement.isOpen() ? control : Optional.empty());
  }

  /** An account's name, which has at most 50 characters ("Alternate account name"). */
  static String name(EventFields fields, String member) {
    return TextSanitizer.plain(fields.textOr(member, ""), 50).strip();
  }

  /** The consolidated id is in both shapes; findings from before 2023 have only the generator. */
  private Optional<String> control(EventFields finding, EventFields compliance) {
    String id = compliance.textOr("SecurityControlId", null);
    return controls.named(id != null ? id : finding.text("GeneratorId"));
  }

  private static FindingStatus judge(EventFields finding, EventFields compliance, boolean manual) {
    String status = compliance.text("Status");
    String record = finding.text("RecordState");
    String workflow = finding.object("Workflow").text("Status");
    if (record.equals("ARCHIVED")) {
      return FindingStatus.closed("Security Hub has archived the finding");
    }
    if (!record.equals("ACTIVE")) {
      throw new InvalidEventException(
          "RecordState is " + TextSanitizer.quote(record) + ", not ACTIVE or ARCHIVED");
    }
    return switch (status) {
      case "PASSED" -> FindingStatus.closed("Security Hub reports PASSED");
      case "FAILED" -> FindingStatus.byWorkflow(workflow, manual);
      case "WARNING", "NOT_AVAILABLE" ->
          FindingStatus.ignored("its compliance status is " + status + ", which proves nothing");
      default ->
          throw new InvalidEventException(
              "Compliance.Status is " + TextSanitizer.quote(status) + ", which is unknown");
    };
  }

  /**
   * Shared with OCSF: every resource of a finding is judged on its own.
   *
   * @param open the control, where people must know of a resource that is not understood
   */
  static List<FindingResult> eachResource(
      String id,
      List<Element> resources,
      Function<EventFields, String> arnOf,
      String account,
      String region,
      Function<remediator.group.GroupArn, FindingResult> then,
      Optional<String> open) {
    Function<String, FindingResult> unknown =
        reason -> new UnknownResource(id, open.orElseThrow(), show(account), show(region), reason);
    if (resources.isEmpty()) {
      String reason = "it names no resource";
      return List.of(open.isPresent() ? unknown.apply(reason) : new Malformed(id, reason));
    }
    List<FindingResult> results = new ArrayList<>();
    for (Element element : resources) {
      try {
        ResourceValidator.Result result =
            ResourceValidator.check(arnOf.apply(element.fields()), account, region);
        results.add(
            result.group() != null
                ? then.apply(result.group())
                : open.isPresent()
                    ? unknown.apply(result.reason())
                    : new Ignored(id, result.reason()));
      } catch (InvalidEventException e) {
        results.add(
            open.isPresent() ? unknown.apply(e.getMessage()) : new Malformed(id, e.getMessage()));
      }
    }
    return results;
  }

  private static String show(String value) {
    return TextSanitizer.plain(value, 64);
  }
}
