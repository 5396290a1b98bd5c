package remediator.finding;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.finding.FindingResult.Ignored;

/**
 * Reads a finding of the newer Security Hub: an OCSF Compliance Finding (class 2003). The OCSF
 * version is not looked at: four have been seen in a year, with the same fields.
 */
final class OcsfReader {
  private static final String PRODUCT =
      "arn:[a-z-]+:securityhub:[a-z0-9-]+::productv2/aws/securityhub";

  private final ControlIdParser controls;

  OcsfReader(Set<String> controls) {
    this.controls = new ControlIdParser(controls);
  }

  List<FindingResult> read(EventFields finding) {
    String id = TextSanitizer.plain(finding.object("finding_info").text("uid"), 512);
    if (finding.number("class_uid") != 2003) {
      return List.of(new Ignored(id, "it is no compliance finding (class_uid is not 2003)"));
    }
    EventFields metadata = finding.object("metadata");
    String product = metadata.object("product").text("uid");
    // Coverage findings are class 2003 too, of the product ".../aws/securityhub-coverage".
    if (!product.matches(PRODUCT)) {
      return List.of(
          new Ignored(
              id,
              "it comes from the product " + TextSanitizer.quote(product) + ", not Security Hub"));
    }
    EventFields compliance = finding.object("compliance");
    Optional<String> control = controls.named(compliance.text("control"));
    if (control.isEmpty()) {
      return List.of(new Ignored(id, "this product does not remediate its control"));
    }
    EventFields cloud = finding.object("cloud");
    String name = AsffReader.name(cloud.object("account"), "name");
    FindingStatus judgement = judge(finding, compliance);
    String uid = TextSanitizer.plain(metadata.text("uid"), 512);
    FindingId reference = new FindingId(FindingId.Hub.V2, id, product, uid);
    String updatedAt =
        TextSanitizer.plain(finding.object("finding_info").textOr("modified_time_dt", ""), 64);
    return AsffReader.eachResource(
        id,
        finding.list("resources"),
        OcsfReader::arn,
        cloud.object("account").text("uid"),
        cloud.text("region"),
        group -> judgement.of(new Finding(reference, control.get(), group, name, updatedAt)),
        judgement.isOpen() ? control : Optional.empty());
  }

  /** The ARN is in uid_alt for most resources, in uid for some. */
  private static String arn(EventFields resource) {
    String alternative = resource.textOr("uid_alt", "");
    return alternative.startsWith("arn:") ? alternative : resource.text("uid");
  }

  private static FindingStatus judge(EventFields finding, EventFields compliance) {
    long status = finding.number("status_id");
    // activity 3 is Close, status 5 Archived: the resource is gone or no longer judged.
    if (finding.number("activity_id") == 3 || status == 5) {
      return FindingStatus.closed("Security Hub has closed the finding");
    }
    String result = compliance.text("status");
    return switch (result) {
      case "Pass" -> FindingStatus.closed("Security Hub reports Pass");
      case "Fail" -> FindingStatus.byWorkflow(workflow(status), false);
      case "Warning" ->
          FindingStatus.ignored("its compliance status is Warning, which proves nothing");
      default ->
          throw new InvalidEventException(
              "compliance.status is " + TextSanitizer.quote(result) + ", which is unknown");
    };
  }

  private static String workflow(long statusId) {
    return switch ((int) statusId) {
      case 1 -> "NEW";
      case 2 -> "NOTIFIED";
      case 3 -> "SUPPRESSED";
      case 4 -> "RESOLVED";
      default -> throw new InvalidEventException("status_id is " + statusId + ", which is unknown");
    };
  }
}
