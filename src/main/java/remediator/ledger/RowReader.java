package remediator.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import remediator.finding.TextSanitizer;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the attributes of a row of the ledger, and fails with a sentence where one is missing, of
 * another type, or not known. A value is quoted only where it is no legal number, instant or word:
 * texts of a row may be task tokens.
 */
final class RowReader {
  private final String key;
  private final String path;
  private final Map<String, AttributeValue> item;

  private RowReader(String key, String path, Map<String, AttributeValue> item) {
    this.key = key;
    this.path = path;
    this.item = item;
  }

  /** Of a whole row, whose key is a text: DynamoDB takes no other. */
  static RowReader of(Map<String, AttributeValue> row) {
    return new RowReader(TextSanitizer.plain(row.get(CaseItemMapper.KEY).s(), 250), "", row);
  }

  /** For whatever else is wrong with the row. */
  UnreadableRowException unreadable(String mistake) {
    return new UnreadableRowException(key, mistake);
  }

  /** Another schema has other attributes. */
  void allows(Set<String> known) {
    Set<String> others = new TreeSet<>(item.keySet());
    others.removeAll(known);
    if (!others.isEmpty()) {
      throw unreadable(
          "it has the attribute "
              + TextSanitizer.quote(path + others.iterator().next())
              + ", which this version does not know");
    }
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(item.get(name)).map(value -> text(path + name, value));
  }

  /** A text that must be there. */
  String text(String name) {
    return text(path + name, item.get(name));
  }

  long number(String name) {
    AttributeValue value = present(path + name, item.get(name));
    if (value.n() == null || !value.n().matches("[0-9]{1,18}")) {
      throw unreadable("the attribute " + path + name + " is no number");
    }
    return Long.parseLong(value.n());
  }

  /** A text that is of some kind. */
  <T> T parsed(String name, String kind, Function<String, T> parser) {
    return parsed(path + name, text(name), kind, parser);
  }

  Instant instant(String name) {
    return parsed(name, "instant", Instant::parse);
  }

  LocalDate day(String name) {
    return parsed(name, "day", LocalDate::parse);
  }

  /** The names of an attribute that is a map of texts, each with its text. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new TreeMap<>();
    map(name).forEach((k, v) -> texts.put(k, text(path + name + "." + plain(k), v)));
    return texts;
  }

  List<String> listOfTexts(String name) {
    return list(name).stream().map(v -> text(path + name, v)).toList();
  }

  List<GroupArn> groups(String name) {
    return listOfTexts(name).stream()
        .map(arn -> parsed(path + name, arn, "ARN of a replication group", GroupArn::parse))
        .toList();
  }

  /** An attribute that is a list of maps. */
  <T> List<T> rows(String name, Function<RowReader, T> reader) {
    return list(name).stream()
        .map(
            v -> {
              if (!v.hasM()) {
                throw unreadable("the attribute " + path + name + " is no list of maps");
              }
              return reader.apply(new RowReader(key, path + name + ".", v.m()));
            })
        .toList();
  }

  /**
   * Parses a text of this row.
   *
   * @param where its attribute
   * @param kind what it has to be, without an article
   */
  <T> T parsed(String where, String text, String kind, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (RuntimeException _) {
      throw unreadable(
          "the attribute " + where + " is " + TextSanitizer.quote(text) + ", no " + kind);
    }
  }

  private Map<String, AttributeValue> map(String name) {
    AttributeValue value = present(path + name, item.get(name));
    if (!value.hasM()) {
      throw unreadable("the attribute " + path + name + " is no map");
    }
    return value.m();
  }

  private List<AttributeValue> list(String name) {
    AttributeValue value = present(path + name, item.get(name));
    if (!value.hasL()) {
      throw unreadable("the attribute " + path + name + " is no list");
    }
    return value.l();
  }

  private String text(String where, AttributeValue value) {
    if (present(where, value).s() == null) {
      throw unreadable("the attribute " + where + " is no text");
    }
    return value.s();
  }

  private AttributeValue present(String where, AttributeValue value) {
    if (value == null) {
      throw unreadable("the attribute " + where + " is missing");
    }
    return value;
  }

  private static String plain(String name) {
    return TextSanitizer.plain(name, 60);
  }
}
