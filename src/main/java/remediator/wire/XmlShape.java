package remediator.wire;

import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * An element of an answer in XML, and the SDK's responses made of it ("AWS query protocol",
 * Smithy). Attributes and namespaces say nothing there.
 *
 * @param text the characters in it, where it has no children
 */
record XmlShape(String name, String text, List<XmlShape> children) {
  /**
   * The root element; of entities and document types nothing is read.
   *
   * @throws XMLStreamException where it is no XML
   */
  static XmlShape parse(byte[] body) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
    xml.nextTag();
    XmlShape root = element(xml);
    while (xml.hasNext()) {
      xml.next();
    }
    return root;
  }

  private static XmlShape element(XMLStreamReader xml) throws XMLStreamException {
    String name = xml.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlShape> children = new ArrayList<>();
    while (xml.next() != XMLStreamReader.END_ELEMENT) {
      switch (xml.getEventType()) {
        case XMLStreamReader.START_ELEMENT -> children.add(element(xml));
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(xml.getText());
        case XMLStreamReader.ENTITY_REFERENCE ->
            throw new XMLStreamException("an entity is not resolved: " + xml.getLocalName());
        default -> {}
      }
    }
    return new XmlShape(name, text.toString(), children);
  }

  /** The first of that name right below. */
  Optional<XmlShape> child(String of) {
    for (XmlShape child : children) {
      if (child.name.equals(of)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** The text of the first of that name at any depth; empty where there is none. */
  String textAnywhere(String of) {
    return anywhere(of).map(XmlShape::text).orElse("");
  }

  private Optional<XmlShape> anywhere(String of) {
    return child(of).or(() -> children.stream().flatMap(c -> c.anywhere(of).stream()).findFirst());
  }

  /**
   * Fills a builder of the SDK; elements that it does not know are left out.
   *
   * @throws SdkClientException where a value is not of its member's type
   */
  void fill(SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      child(field.unmarshallLocationName())
          .ifPresent(child -> field.set(builder, child.valueOf(field)));
    }
  }

  private Object valueOf(SdkField<?> field) {
    try {
      return value(field);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw SdkClientException.create(name + " in the answer cannot be read", e);
    }
  }

  private Object value(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> text;
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case INSTANT -> Instant.parse(text);
      case SDK_POJO -> {
        SdkPojo builder = field.constructor().get();
        fill(builder);
        yield ((Buildable) builder).build();
      }
      case LIST -> list(field.getTrait(ListTrait.class));
      default -> throw new IllegalArgumentException(field.memberName() + " cannot be read");
    };
  }

  private List<Object> list(ListTrait trait) {
    List<Object> list = new ArrayList<>(children.size());
    for (XmlShape child : children) {
      list.add(child.value(trait.memberFieldInfo()));
    }
    return list;
  }
}
