package awsemulator.wire;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Responses and errors of the AWS Query protocol: XML. */
public final class QueryResponses {
  private static final XMLOutputFactory XML = XMLOutputFactory.newInstance();

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private QueryResponses() throws XMLStreamException {
    xml = XML.createXMLStreamWriter(text);
  }

  /**
   * @param namespace such as {@code http://elasticache.amazonaws.com/doc/2015-02-02/}
   */
  public static String write(
      String operation, String namespace, String requestId, SdkPojo response) {
    try {
      QueryResponses out = new QueryResponses();
      out.xml.writeStartElement(operation + "Response");
      out.xml.writeDefaultNamespace(namespace);
      out.xml.writeStartElement(operation + "Result");
      out.structure(response);
      out.xml.writeEndElement();
      out.xml.writeStartElement("ResponseMetadata");
      out.leaf("RequestId", requestId);
      out.xml.writeEndElement();
      out.xml.writeEndElement();
      return out.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An answer of the REST-XML protocol, which has no element for its result.
   *
   * @param namespace such as {@code https://route53.amazonaws.com/doc/2013-04-01/}
   */
  public static String document(String operation, String namespace, SdkPojo response) {
    try {
      QueryResponses out = new QueryResponses();
      out.xml.writeStartElement(operation + "Response");
      out.xml.writeDefaultNamespace(namespace);
      out.structure(response);
      out.xml.writeEndElement();
      return out.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param sender whether the caller is to blame, as with every 4xx status
   */
  public static String error(boolean sender, String code, String message, String requestId) {
    try {
      QueryResponses out = new QueryResponses();
      out.xml.writeStartElement("ErrorResponse");
      out.xml.writeStartElement("Error");
      out.leaf("Type", sender ? "Sender" : "Receiver");
      out.leaf("Code", code);
      out.leaf("Message", message);
      out.xml.writeEndElement();
      out.leaf("RequestId", requestId);
      out.xml.writeEndElement();
      return out.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private void structure(SdkPojo pojo) throws XMLStreamException {
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (SdkPojos.isSet(value)) {
        member(field, field.unmarshallLocationName(), value);
      }
    }
  }

  private void member(SdkField<?> field, String name, Object value) throws XMLStreamException {
    boolean flatList = value instanceof List && field.getTrait(ListTrait.class).isFlattened();
    boolean flatMap = value instanceof Map && field.getTrait(MapTrait.class).isFlattened();
    if (flatList || flatMap) {
      content(field, name, value);
    } else {
      xml.writeStartElement(name);
      content(field, name, value);
      xml.writeEndElement();
    }
  }

  private void content(SdkField<?> field, String name, Object value) throws XMLStreamException {
    switch (value) {
      case SdkPojo pojo -> structure(pojo);
      case List<?> list -> {
        SdkField<?> member = SdkPojos.memberOf(field);
        boolean flat = field.getTrait(ListTrait.class).isFlattened();
        for (Object item : list) {
          member(member, flat ? name : member.unmarshallLocationName(), item);
        }
      }
      case Map<?, ?> map -> entries(field, name, map);
      default -> xml.writeCharacters(QueryTexts.write(value));
    }
  }

  private void entries(SdkField<?> field, String name, Map<?, ?> map) throws XMLStreamException {
    MapTrait trait = field.getTrait(MapTrait.class);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      xml.writeStartElement(trait.isFlattened() ? name : "entry");
      leaf(trait.keyLocationName(), entry.getKey().toString());
      member(SdkPojos.valueOf(field), trait.valueLocationName(), entry.getValue());
      xml.writeEndElement();
    }
  }

  private void leaf(String name, String value) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(value);
    xml.writeEndElement();
  }
}
