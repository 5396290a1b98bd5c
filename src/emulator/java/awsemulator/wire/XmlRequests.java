package awsemulator.wire;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * Requests of the REST-XML protocol: members in the path, in the query, and as elements of a body.
 * Every name is checked against the model; one that it does not know is an error.
 */
public final class XmlRequests {
  private static final XMLInputFactory XML = XMLInputFactory.newInstance();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  private final XMLStreamReader xml;

  private XmlRequests(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * @param outside what path and query hold, by the model's names on the wire
   * @param body of the call, empty where it has none
   * @throws WireException naming what does not fit
   */
  public static <T extends SdkPojo> T read(
      Map<String, String> outside, String body, Class<T> type) {
    SdkPojo builder = SdkPojos.builderOf(type);
    Map<String, String> left = new LinkedHashMap<>(outside);
    for (SdkField<?> field : builder.sdkFields()) {
      String text = left.remove(field.locationName());
      if (field.location() != MarshallLocation.PAYLOAD && text != null) {
        field.set(builder, QueryTexts.read(field, text, field.locationName()));
      }
    }
    if (!left.isEmpty()) {
      throw new WireException("Unknown parameter: " + left.keySet());
    }
    if (body.isEmpty()) {
      return type.cast(SdkPojos.build(builder));
    }
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(body));
      xml.nextTag();
      if (!xml.getLocalName().equals(type.getSimpleName())) {
        throw new WireException("The body is no " + type.getSimpleName());
      }
      return type.cast(new XmlRequests(xml).structure(builder));
    } catch (XMLStreamException e) {
      throw new WireException("The body is not XML: " + e.getMessage());
    }
  }

  /** From a structure's start tag to its end tag. */
  private Object structure(SdkPojo builder) throws XMLStreamException {
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String name = xml.getLocalName();
      SdkField<?> field =
          builder.sdkFields().stream()
              .filter(f -> f.location() == MarshallLocation.PAYLOAD)
              .filter(f -> f.locationName().equals(name))
              .findFirst()
              .orElseThrow(() -> new WireException("Unknown element: " + name));
      field.set(builder, value(field));
    }
    return SdkPojos.build(builder);
  }

  private Object value(SdkField<?> field) throws XMLStreamException {
    MarshallingKnownType kind = field.marshallingType().getKnownType();
    if (kind == MarshallingKnownType.SDK_POJO) {
      return structure(field.constructor().get());
    }
    return kind == MarshallingKnownType.LIST
        ? list(SdkPojos.memberOf(field))
        : QueryTexts.read(field, xml.getElementText(), field.locationName());
  }

  private List<Object> list(SdkField<?> member) throws XMLStreamException {
    List<Object> values = new ArrayList<>();
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      if (!xml.getLocalName().equals(member.locationName())) {
        throw new WireException("Unknown element: " + xml.getLocalName());
      }
      values.add(value(member));
    }
    return values;
  }
}
