package awsemulator.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;

/** The SDK's free-form documents (OCSF findings) as plain maps and lists, and back. */
public final class SdkDocuments {
  private SdkDocuments() {}

  /**
   * @param value maps, lists, strings, numbers, booleans and null
   */
  public static Document of(Object value) {
    return switch (value) {
      case null -> Document.fromNull();
      case Map<?, ?> map -> {
        Map<String, Document> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put((String) name, of(member)));
        yield Document.fromMap(members);
      }
      case List<?> list -> Document.fromList(list.stream().map(SdkDocuments::of).toList());
      case String text -> Document.fromString(text);
      case Boolean flag -> Document.fromBoolean(flag);
      case Number number -> Document.fromNumber(SdkNumber.fromString(number.toString()));
      default -> throw new WireException("no JSON value: " + value.getClass().getSimpleName());
    };
  }

  public static Object plain(Document document) {
    if (document.isMap()) {
      Map<String, Object> members = new LinkedHashMap<>();
      document.asMap().forEach((name, member) -> members.put(name, plain(member)));
      return members;
    }
    if (document.isList()) {
      List<Object> items = new ArrayList<>();
      document.asList().forEach(item -> items.add(plain(item)));
      return items;
    }
    if (document.isString()) {
      return document.asString();
    }
    if (document.isBoolean()) {
      return document.asBoolean();
    }
    return document.isNumber() ? document.asNumber().bigDecimalValue() : null;
  }
}
