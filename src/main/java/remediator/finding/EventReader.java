package remediator.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.finding.EventFields.Element;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;

/**
 * Reads an EventBridge event of Security Hub. An event that a rule let through proves nothing (a
 * rule admits the whole event when one finding matches, and people invoke the function by hand), so
 * every finding and every resource in it is checked again.
 */
public final class EventReader {
  /** The largest event that EventBridge and asynchronous Lambda invocations carry. */
  public static final int LARGEST = 1024 * 1024;

  private final AsffReader asff;
  private final OcsfReader ocsf;

  /**
   * @param controls ids of the controls that there is a remediation for
   */
  public EventReader(Set<String> controls) {
    this.asff = new AsffReader(controls);
    this.ocsf = new OcsfReader(controls);
  }

  /**
   * An event, as plain maps and lists.
   *
   * @throws InvalidEventException where it is too large, or not JSON
   */
  public static Map<String, Object> parse(byte[] event) {
    return parse(event, LARGEST);
  }

  /**
   * What the function was sent, as plain maps and lists.
   *
   * @param largest bytes that it may have
   * @throws InvalidEventException where it is larger, or not JSON
   */
  public static Map<String, Object> parse(byte[] event, int largest) {
    checkSize(event, largest);
    try {
      return StrictJson.readObject(event);
    } catch (InvalidJsonException e) {
      throw new InvalidEventException("the event is not JSON: " + e.getMessage());
    }
  }

  /**
   * Refuses what is too large.
   *
   * @throws InvalidEventException where it has more bytes than {@code largest}
   */
  public static void checkSize(byte[] event, int largest) {
    if (event.length > largest) {
      throw new InvalidEventException(
          "the event has more than " + largest + " bytes: no larger one comes to the function");
    }
  }

  /**
   * Reads an event.
   *
   * @throws InvalidEventException where the whole event is not what Security Hub sends
   */
  public List<FindingResult> read(Map<String, Object> event) {
    EventFields envelope = EventFields.of(event);
    if (!envelope.text("source").equals("aws.securityhub")) {
      throw new InvalidEventException(
          "source is "
              + TextSanitizer.quote(envelope.text("source"))
              + ", not \"aws.securityhub\": this is no Security Hub event");
    }
    String type = envelope.text("detail-type");
    return switch (type) {
      case "Security Hub Findings - Imported" -> each(envelope, f -> asff.read(f, false));
      case "Security Hub Findings - Custom Action" -> each(envelope, f -> asff.read(f, true));
      case "Findings Imported V2" -> each(envelope, ocsf::read);
      case "Security Hub Insight Results" ->
          List.of(new FindingResult.Ignored("", "insight results name no findings; nothing to do"));
      default ->
          throw new InvalidEventException(
              "detail-type is "
                  + TextSanitizer.quote(type)
                  + ", which is none that carries findings");
    };
  }

  private interface FindingReader {
    List<FindingResult> read(EventFields finding);
  }

  private static List<FindingResult> each(EventFields envelope, FindingReader reader) {
    List<Element> findings = envelope.object("detail").list("findings");
    if (findings.isEmpty()) {
      throw new InvalidEventException("detail.findings is empty");
    }
    List<FindingResult> results = new ArrayList<>();
    for (Element element : findings) {
      results.addAll(one(element, reader));
    }
    return results;
  }

  /** One broken finding must not stop the others in the event. */
  private static List<FindingResult> one(Element element, FindingReader reader) {
    String id = element.path();
    try {
      EventFields finding = element.fields();
      id = idOf(finding, id);
      return reader.read(finding);
    } catch (InvalidEventException e) {
      return List.of(new FindingResult.Malformed(id, e.getMessage()));
    }
  }

  private static String idOf(EventFields finding, String otherwise) {
    try {
      String id = finding.textOr("Id", null);
      return TextSanitizer.plain(
          id != null ? id : finding.objectOrEmpty("finding_info").textOr("uid", otherwise), 512);
    } catch (InvalidEventException e) {
      return otherwise;
    }
  }
}
